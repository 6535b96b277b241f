import type { NoFace } from '../../ports/face-verifier'

/** No face engine is installed, and this says so: no check-in is ever called a face check-in by it. */
export const noFaceVerifier: NoFace = {
  way: 'none',
  because: '本系统暂未接入人脸识别，签到先按服务器时间记下，由任课教师当面确认后计入考勤。',
}
