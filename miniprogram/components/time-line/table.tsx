import { Button } from '../button'
import type { Row } from './rows'
import type { Play } from './track'
import './table.scss'

interface Props {
  readonly rows: readonly Row[]
  /** Null: nothing is played here. */
  readonly play: Play | null
}

/** In the browser a real table: screen readers walk it by row and column. */
export function Table({ rows, play }: Props) {
  return (
    <table className="time-table">
      <caption className="time-table-caption">时间明细</caption>
      <thead>
        <tr>
          <th scope="col">内容</th>
          <th scope="col">时间</th>
          <th scope="col">说明</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, what, time, detail, clip }) => (
          <tr key={id}>
            <th scope="row">{what}</th>
            <td className="time-table-time">{time}</td>
            <td>
              <div className="time-table-detail">
                <span>{detail}</span>
                {clip && play && (
                  <Button
                    look="quiet"
                    label={`看录像：${what} ${time}`}
                    onPress={() => play({ clip, what: `${what} ${time}` })}
                  >
                    看录像
                  </Button>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
