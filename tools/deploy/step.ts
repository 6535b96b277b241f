import type { SettingName } from './settings'
import type { Site } from './site'

export const STEP_NAMES = ['database', 'functions', 'settings', 'app', 'check'] as const
export type StepName = (typeof STEP_NAMES)[number]

/** A part of the deployment that can be run by itself and again: it does what is left to do. */
export interface Step {
  readonly title: string
  readonly needs: readonly SettingName[]
  /** What it would do on an empty environment, without asking anybody. */
  plan(site: Site): readonly string[]
  /** @throws DeployProblem, ManagerError, UploadError */
  run(site: Site): Promise<void>
}
