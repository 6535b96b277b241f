/** Some hundred requests take their time on a machine that runs other tests beside. */
jest.setTimeout(30_000)
