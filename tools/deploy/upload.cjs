/** One upload with WeChat's official tool, in a process of its own: it takes a job as a message and answers with one. */
const { createRequire } = require('node:module')
const path = require('node:path')

process.once('message', async job => {
  try {
    const ci = createRequire(path.join(job.tools, 'package.json'))('miniprogram-ci')
    answer({ uploaded: await upload(ci, job) })
  } catch (error) {
    answer({ failed: [error?.code, error?.message ?? error].filter(Boolean).join(' ') })
  }
})

async function upload(ci, job) {
  const project = new ci.Project({ ...job.project, type: 'miniProgram', ignores: ['node_modules/**/*'] })
  if (job.kind === 'function') {
    const { name, path: folder, env } = job
    await ci.cloud.uploadFunction({ project, env, name, path: folder, remoteNpmInstall: false })
    return []
  }
  const { version, desc, robot } = job
  const setting = { useProjectConfig: true }
  const { subPackageInfo = [] } = await ci.upload({
    project,
    version,
    desc,
    robot,
    setting,
    onProgressUpdate() {},
  })
  return subPackageInfo.map(({ name, size }) => ({ name, size }))
}

/** The tool leaves watchers behind, which would keep the process. */
function answer(message) {
  process.send(message, () => process.exit(0))
}
