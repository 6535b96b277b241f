import type { Span } from './track'

/** What of the spans none of the others covers, in their order. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (left, { start, end }) =>
      left.flatMap(span =>
        end <= span.start || start >= span.end
          ? [span]
          : [
              { start: span.start, end: start },
              { start: end, end: span.end },
            ].filter(part => part.start < part.end),
      ),
    spans.map(({ start, end }) => ({ start, end })),
  )
}

/** What of the spans lies before a time, and what after it. */
export function split(
  spans: readonly Span[],
  at: number,
): { readonly before: Span[]; readonly after: Span[] } {
  const real = ({ start, end }: Span) => start < end
  return {
    before: spans.map(({ start, end }) => ({ start, end: Math.min(end, at) })).filter(real),
    after: spans.map(({ start, end }) => ({ start: Math.max(start, at), end })).filter(real),
  }
}
