export default defineAppConfig({
  pages: [
    'sign-in/index',
    'password/index',
    'trainee/today/index',
    'trainee/days/index',
    'trainee/face/index',
    'error/index',
  ],
  subPackages: [
    { root: 'instructor', pages: ['today/index', 'faces/index', 'room-code/index'] },
    { root: 'supervisor', pages: ['days/index', 'day/index', 'accesses/index'] },
    { root: 'administrator', pages: ['accounts/index'] },
    { root: 'finance', pages: ['settlements/index'] },
  ],
  // WeChat knows pages and not roles: of those who pass the first page, teachers and supervisors go on to a package.
  preloadRule: { 'sign-in/index': { network: 'all', packages: ['instructor', 'supervisor'] } },
  window: {
    navigationBarTitleText: '技能长春',
    navigationBarBackgroundColor: '@bar',
    navigationBarTextStyle: '@barText',
    backgroundColor: '@ground',
    backgroundTextStyle: '@pull',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  resizable: true,
  lazyCodeLoading: 'requiredComponents',
  permission: { 'scope.userLocation': { desc: '签到时核对是否在培训地点' } },
  requiredPrivateInfos: ['getLocation'],
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
})
