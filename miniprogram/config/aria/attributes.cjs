/**
 * What WeChat's base library tells a screen reader about an element, from its version 2.7.1 on
 * (developers.weixin.qq.com/miniprogram/dev/component/aria-component.html). Taro's templates carry none of it.
 */
const ALL = [
  'aria-role',
  'aria-label',
  'aria-hidden',
  'aria-level',
  'aria-live',
  'aria-modal',
  'aria-pressed',
  'aria-expanded',
  'aria-selected',
  'aria-checked',
  'aria-disabled',
]
const WHAT_IT_IS = ['aria-role', 'aria-label', 'aria-hidden']

/** What an element is by itself, WeChat says by itself. */
const ATTRIBUTES = {
  View: ALL,
  Text: WHAT_IT_IS,
  Image: WHAT_IT_IS,
  Button: ['aria-label', 'aria-pressed', 'aria-expanded', 'aria-selected', 'aria-checked', 'aria-disabled'],
  Input: ['aria-label'],
  Textarea: ['aria-label'],
  Picker: ['aria-role', 'aria-label'],
}

/** Left out, an attribute is empty, which says nothing; `undefined` would be read aloud as a word. */
const EMPTY = "''"

/** As Taro's templates and its runtime take them; the two must agree on each. */
const components = Object.fromEntries(
  Object.entries(ATTRIBUTES).map(([name, attributes]) => [
    name,
    Object.fromEntries(attributes.map(attribute => [attribute, EMPTY])),
  ]),
)

module.exports = { components }
