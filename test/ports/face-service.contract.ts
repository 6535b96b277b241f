import {
  type FaceService,
  FaceVerifierError,
  type ServiceCheck,
  type ServicePerson,
  type ServiceVerdict,
} from '../../cloudfunctions/ports/face-verifier'

/** A service with one person and their phone, as its tests furnish it. */
export interface FaceServiceUnderTest {
  readonly service: FaceService
  /** On their own phone. */
  readonly person: ServicePerson
  /** The person comes to this end on this phone. */
  end(openId: string, verifyId: string, outcome: ServiceVerdict['outcome']): void
  /** The next questions are not answered. */
  breakOff(): void
  mend(): void
  /** Lets the time pass in which a check may be begun. */
  expire(): void
}

/** A check as the server keeps it. */
async function openedBy(service: FaceService, person: ServicePerson): Promise<ServiceCheck> {
  const { verifyId, number } = await service.open(person)
  return { ...person, verifyId, number }
}

export function faceServiceContract(name: string, open: () => Promise<FaceServiceUnderTest>): void {
  describe(`${name} as a face service`, () => {
    it('has no verdict before the person has finished, and then the same whenever it is asked', async () => {
      const { service, person, end } = await open()
      const check = await openedBy(service, person)
      expect(await service.verdict(check)).toBeNull()
      end(check.openId, check.verifyId, 'passed')
      expect(await service.verdict(check)).toMatchObject({ outcome: 'passed' })
      expect(await service.verdict(check)).toMatchObject({ outcome: 'passed' })
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
      const { service, person, end } = await open()
      const check = await openedBy(service, person)
      end(check.openId, check.verifyId, outcome)
      expect(await service.verdict(check)).toEqual({
        outcome,
        code: expect.stringMatching(/./),
      })
    })

    it.each<[string, Partial<ServiceCheck>]>([
      ['another check', { number: 'another-check' }],
      ['another name', { name: '李四' }],
      ['another number', { idNumber: '220102199003070012' }],
      ['another phone', { openId: 'o-somebody-else' }],
    ])('lets a verdict be passed for %s in no case', async (_, other) => {
      const { service, person, end } = await open()
      const check = await openedBy(service, person)
      end(check.openId, check.verifyId, 'passed')
      const told = await service.verdict({ ...check, ...other })
      expect(told?.outcome).not.toBe('passed')
      expect(told).not.toBeNull()
    })

    it('does not take the verdict of a check that went before for this one', async () => {
      const { service, person, end } = await open()
      const first = await openedBy(service, person)
      end(first.openId, first.verifyId, 'passed')
      const second = await openedBy(service, person)
      expect(second.verifyId).not.toBe(first.verifyId)
      expect(second.number).not.toBe(first.number)
      expect(await service.verdict(second)).toBeNull()
      const replayed = await service.verdict({ ...second, verifyId: first.verifyId })
      expect(replayed?.outcome).not.toBe('passed')
      expect(replayed).not.toBeNull()
    })

    it('does not let a check be passed once its time is over', async () => {
      const { service, person, end, expire } = await open()
      const check = await openedBy(service, person)
      expire()
      end(check.openId, check.verifyId, 'passed')
      expect((await service.verdict(check))?.outcome).not.toBe('passed')
    })

    it('throws its own error where nothing was answered, names nobody in it, and has lost nothing', async () => {
      const { service, person, end, breakOff, mend } = await open()
      const check = await openedBy(service, person)
      end(check.openId, check.verifyId, 'passed')
      breakOff()
      const errors = [
        await service.open(person).catch((error: unknown) => error),
        await service.verdict(check).catch((error: unknown) => error),
      ]
      for (const error of errors) {
        expect(error).toBeInstanceOf(FaceVerifierError)
        const { message, stack, cause } = error as FaceVerifierError
        for (const personal of [check.name, check.idNumber, check.openId]) {
          expect([message, stack, String(cause)].join()).not.toContain(personal)
        }
      }
      mend()
      expect(await service.verdict(check)).toMatchObject({ outcome: 'passed' })
    })
  })
}
