import type { Row } from './rows'
import './table.scss'

/** In the browser a real table: screen readers walk it by row and column. */
export function Table({ rows }: { readonly rows: readonly Row[] }) {
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
        {rows.map(({ id, what, time, detail }) => (
          <tr key={id}>
            <th scope="row">{what}</th>
            <td className="time-table-time">{time}</td>
            <td>{detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
