import type { ClassLabel } from '../../../cloudfunctions/contract/app'
import { openClassPage } from '../../api/class-page'
import { Button } from '../../components/button'

/** The ways to the pages of the class that check-ins need beside this one. */
export function FacePages({ of }: { readonly of: ClassLabel }) {
  return (
    <>
      <Button look="quiet" onPress={() => openClassPage('room-code', of)}>
        课堂签到码
      </Button>
      <Button look="quiet" onPress={() => openClassPage('faces', of)}>
        人脸登记
      </Button>
    </>
  )
}
