// Says so where the console cannot run, in words that browsers of 2016 understand: what is asked for here came with the syntax
// that the build is made of.
{
  const root = document.getElementById('root')
  const isKnown =
    'noModule' in document.createElement('script') &&
    String.prototype.replaceAll &&
    window.WeakRef &&
    window.BroadcastChannel &&
    window.ReadableStream
  const texts = [
    ['h1', '浏览器版本过低'],
    ['p', '请使用 Chrome 或 Edge 87、Safari 15.4、Firefox 96 及以上版本打开工单。'],
    ['h1', 'This browser is too old'],
    ['p', 'Please open gongdan with Chrome or Edge 87, Safari 15.4, Firefox 96, or newer ones.'],
  ]
  if (!isKnown) {
    root.id = 'old'
    root.style.cssText = 'max-width:36em;margin:15vh auto;padding:0 24px;font-family:sans-serif;line-height:1.7'
    for (const [name, text] of texts) {
      const element = document.createElement(name)
      element.textContent = text
      if (name === 'h1') element.style.cssText = 'font-size:20px;margin:24px 0 4px'
      root.appendChild(element)
    }
  }
}
