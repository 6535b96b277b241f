/** So long a test may take: it is held to what it shows, and the machine may be busy with others. */
jest.setTimeout(60_000)
