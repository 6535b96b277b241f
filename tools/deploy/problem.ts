/** What keeps the deployment from going on, in sentences for the person at the terminal. */
export class DeployProblem extends Error {
  override readonly name = 'DeployProblem'
}
