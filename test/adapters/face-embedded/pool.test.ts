import { join } from 'node:path'
import { openFaceEngine } from '../../../cloudfunctions/adapters/face-embedded'
import { Pool, type PoolOptions } from '../../../cloudfunctions/adapters/face-embedded/pool'
import { FaceVerifierError } from '../../../cloudfunctions/ports/face-verifier'
import { faceEngineFiles } from '../../support/face-clips/files'
import { frameOf, jpegOf } from '../../support/face-clips/frame'

let pool: Pool
afterEach(() => pool?.close())

describe('a pool of threads', () => {
  const openSham = (options: Partial<PoolOptions> = {}) =>
    Pool.open({
      workerFile: join(process.cwd(), 'test/support/face-clips/sham-thread.cjs'),
      modelsFolder: '',
      workers: 1,
      queue: 10,
      deadlineMs: 30_000,
      ...options,
    })

  const pictures = (...texts: readonly string[]) => texts.map(text => Buffer.from(text))
  const read = async (...texts: readonly string[]) =>
    (await pool.read(pictures(...texts))).map(reading => reading.exact)

  /** On a busy machine it takes more than one deadline to start. */
  async function standInAnswers(): Promise<void> {
    for (;;) {
      const answer = await read('here').catch((error: unknown) => error)
      if (Array.isArray(answer)) return expect(answer).toEqual(['here'])
      expect(answer).toBeInstanceOf(FaceVerifierError)
    }
  }

  it.each([1, 2])('answers in the order of the pictures, with %d of them', async workers => {
    pool = await openSham({ workers })
    expect(await read('one', 'two', 'three', 'four', 'five')).toEqual(['one', 'two', 'three', 'four', 'five'])
  })

  it('leaves the pictures with whoever asked', async () => {
    pool = await openSham()
    const [picture] = pictures('mine')
    await pool.read([picture!])
    expect(picture!.toString()).toBe('mine')
  })

  it('turns away at once what is more than may wait, and answers what it has taken', async () => {
    pool = await openSham({ queue: 3 })
    const taken = read('one', 'two', 'three')
    await expect(read('four', 'five')).rejects.toThrow('Too many pictures wait')
    expect(await taken).toEqual(['one', 'two', 'three'])
    expect(await read('four')).toEqual(['four'])
  })

  it.each(['die', 'throw'])(
    'answers with an error when a thread dies (%s), and starts another',
    async death => {
      pool = await openSham()
      const others = read('one')
      await expect(read('two', death, 'three')).rejects.toThrow(FaceVerifierError)
      expect(await others).toEqual(['one'])
      expect(await read('four')).toEqual(['four'])
    },
  )

  it.each(['die', 'throw'])('lets no one else hear that a thread died (%s)', async death => {
    pool = await openSham()
    const before = read('one')
    const dies = expect(read(death)).rejects.toThrow(FaceVerifierError)
    const after = Promise.all([read('two'), read('three')])
    expect(await before).toEqual(['one'])
    expect(await after).toEqual([['two'], ['three']])
    await dies
  })

  it.each([1, 2, 3])('lets no one else wait for a thread that hangs, with %d behind it', async others => {
    pool = await openSham({ workers: 2, deadlineMs: 2_500 })
    const hangs = expect(read('hang')).rejects.toThrow('did not answer in time')
    const texts = ['one', 'two', 'three'].slice(0, others)
    expect(await Promise.all(texts.map(text => read(text)))).toEqual(texts.map(text => [text]))
    await hangs
  })

  it('answers in time when a thread hangs, and has another stand in for it', async () => {
    pool = await openSham({ deadlineMs: 500 })
    await expect(read('hang', 'one')).rejects.toThrow('did not answer in time')
    await standInAnswers()
  })

  it('stands in for no more threads than there are', async () => {
    pool = await openSham({ deadlineMs: 500 })
    await expect(read('hang')).rejects.toThrow('did not answer in time')
    await standInAnswers()
    await expect(read('hang')).rejects.toThrow('did not answer in time')
    await expect(read('one')).rejects.toThrow('did not answer in time')
  })

  it.each(['garbage', 'fail'])('answers with an error when a thread says %s, and asks it on', async word => {
    pool = await openSham()
    await expect(read(word)).rejects.toThrow(FaceVerifierError)
    expect(await read('one')).toEqual(['one'])
  })

  it('turns away what waits when it is closed, and what comes afterwards', async () => {
    pool = await openSham()
    const waiting = read('one', 'two', 'three')
    await Promise.all([pool.close(), expect(waiting).rejects.toThrow('closed')])
    await expect(read('four')).rejects.toThrow('closed')
  })
})

describe('threads with models', () => {
  it('keep nothing of the pictures that they have looked at', async () => {
    pool = await Pool.open({ ...faceEngineFiles(), workers: 2, queue: 20, deadlineMs: 60_000 })
    const picture = await jpegOf(await frameOf({ person: 'trainee' }))
    const sizes: number[] = []
    for (let i = 0; i < 24; i++) {
      await pool.read(Array.from({ length: 10 }, () => picture))
      sizes.push(process.memoryUsage().rss)
    }
    // After a third of them all is warm.
    expect(Math.max(...sizes.slice(16))).toBeLessThan(1.15 * Math.max(...sizes.slice(8, 16)))
  }, 240_000)

  it('need them', async () => {
    const files = { ...faceEngineFiles(), modelsFolder: 'models/none' }
    await expect(openFaceEngine(files)).rejects.toThrow('A face model is missing.')
    await expect(Pool.open({ ...files, workers: 1, queue: 1, deadlineMs: 1_000 })).rejects.toThrow(
      FaceVerifierError,
    )
  })
})
