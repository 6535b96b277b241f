import {
  type FaceService,
  FaceVerifierError,
  type ServiceCheck,
  type ServiceVerdict,
} from '../../cloudfunctions/ports/face-verifier'

/** A service with one person and their phone, as its tests furnish it. */
export interface FaceServiceUnderTest {
  readonly service: FaceService
  /** Of the person, on their own phone. */
  readonly check: ServiceCheck
  /** The person comes to this end on this phone. */
  end(openId: string, verifyId: string, outcome: ServiceVerdict['outcome']): void
  /** The next questions are not answered. */
  breakOff(): void
  mend(): void
  /** Lets the time pass in which a check may be begun. */
  expire(): void
}

export function faceServiceContract(name: string, open: () => Promise<FaceServiceUnderTest>): void {
  describe(`${name} as a face service`, () => {
    it('has no verdict before the person has finished, and then the same whenever it is asked', async () => {
      const { service, check, end } = await open()
      const { verifyId } = await service.open(check)
      expect(await service.verdict({ ...check, verifyId })).toBeNull()
      end(check.openId, verifyId, 'passed')
      expect(await service.verdict({ ...check, verifyId })).toMatchObject({ outcome: 'passed' })
      expect(await service.verdict({ ...check, verifyId })).toMatchObject({ outcome: 'passed' })
    })

    it.each([
      'not-same-person',
      'not-live',
      'cancelled',
      'no-permission',
      'timed-out',
      'unsupported',
      'unavailable',
    ] as const)('tells %s as what it is, with the service’s own code', async outcome => {
      const { service, check, end } = await open()
      const { verifyId } = await service.open(check)
      end(check.openId, verifyId, outcome)
      expect(await service.verdict({ ...check, verifyId })).toEqual({
        outcome,
        code: expect.stringMatching(/./),
      })
    })

    it.each<[string, Partial<ServiceCheck>]>([
      ['another check', { checkId: 'another-check' }],
      ['another name', { name: '李四' }],
      ['another number', { idNumber: '220102199003070012' }],
      ['another phone', { openId: 'o-somebody-else' }],
    ])('lets a verdict be passed for %s in no case', async (_, other) => {
      const { service, check, end } = await open()
      const { verifyId } = await service.open(check)
      end(check.openId, verifyId, 'passed')
      const told = await service.verdict({ ...check, ...other, verifyId })
      expect(told?.outcome).not.toBe('passed')
      expect(told).not.toBeNull()
    })

    it('does not take the verdict of a check that went before for this one', async () => {
      const { service, check, end } = await open()
      const first = await service.open(check)
      end(check.openId, first.verifyId, 'passed')
      const next = { ...check, checkId: `${check.checkId}-2` }
      const second = await service.open(next)
      expect(second.verifyId).not.toBe(first.verifyId)
      expect(await service.verdict({ ...next, verifyId: second.verifyId })).toBeNull()
      const replayed = await service.verdict({ ...next, verifyId: first.verifyId })
      expect(replayed?.outcome).not.toBe('passed')
      expect(replayed).not.toBeNull()
    })

    it('does not let a check be passed once its time is over', async () => {
      const { service, check, end, expire } = await open()
      const { verifyId } = await service.open(check)
      expire()
      end(check.openId, verifyId, 'passed')
      expect((await service.verdict({ ...check, verifyId }))?.outcome).not.toBe('passed')
    })

    it('throws its own error where nothing was answered, names nobody in it, and has lost nothing', async () => {
      const { service, check, end, breakOff, mend } = await open()
      const { verifyId } = await service.open(check)
      end(check.openId, verifyId, 'passed')
      breakOff()
      const asked = { ...check, verifyId }
      const errors = [
        await service.open(check).catch((error: unknown) => error),
        await service.verdict(asked).catch((error: unknown) => error),
      ]
      for (const error of errors) {
        expect(error).toBeInstanceOf(FaceVerifierError)
        const { message, stack, cause } = error as FaceVerifierError
        for (const personal of [check.name, check.idNumber, check.openId]) {
          expect([message, stack, String(cause)].join()).not.toContain(personal)
        }
      }
      mend()
      expect(await service.verdict(asked)).toMatchObject({ outcome: 'passed' })
    })
  })
}
