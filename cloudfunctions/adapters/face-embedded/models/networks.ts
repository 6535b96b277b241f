import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { mustBeForbidden } from '../telemetry'

/** One model with its input, which is filled and run again and again. */
export class Network {
  private constructor(
    private readonly session: InferenceSession,
    private readonly feeds: { readonly input: Tensor },
    /** What the next run sees. */
    readonly input: Float32Array,
  ) {}

  /** @param shape of the input, the batch of one included */
  static async open(file: string, shape: readonly number[]): Promise<Network> {
    const session = await InferenceSession.create(file, {
      // More threads a session cost more than they bring as soon as two workers run.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    })
    const input = new Float32Array(shape.reduce((product, side) => product * side, 1))
    return new Network(session, { input: new Tensor('float32', input, shape) }, input)
  }

  /** @returns the outputs by name */
  async run(): Promise<(name: string) => Float32Array> {
    const outputs = await this.session.run(this.feeds)
    return name => outputs[name]!.data as Float32Array
  }
}

export interface Networks {
  /** Red, green and blue of 320 × 240, (value - 127) / 128. */
  readonly detector: Network
  /** Grey of 64 × 64, value / 256. */
  readonly landmarks: Network
  /** Red, green and blue of the aligned face, 112 × 112, (value - 127) / 128. */
  readonly features: Network
  /** Blue, green and red of 128 × 128, 0 to 255. */
  readonly passive: Network
}

/** @throws when a file is not there or is no model, or the runtime may report what it does */
export async function openNetworks(folder: string): Promise<Networks> {
  mustBeForbidden()
  const open = (name: string, shape: readonly number[]) => Network.open(join(folder, `${name}.onnx`), shape)
  return {
    detector: await open('fr_detect', [1, 3, 240, 320]),
    landmarks: await open('fr_landmark', [1, 1, 64, 64]),
    features: await open('fr_feature', [1, 3, 112, 112]),
    passive: await open('fr_liveness', [1, 3, 128, 128]),
  }
}
