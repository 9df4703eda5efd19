import { type DemoPerson, people } from './people.ts'

/** The languages that the pages of the development provider speak. */
export type Language = 'zh' | 'en'

/** A page of the development provider, which works without scripts. */
export interface Page {
  readonly language: Language
  readonly title: string
  /** HTML. */
  readonly body: string
}

const words = {
  zh: {
    choose: '选择登录身份',
    note: '本机演示环境，无需密码。',
    other: 'English',
    device: '登录命令行或其他设备',
    enter: '请输入终端中显示的代码',
    unknown: '代码无效或已过期。',
    next: '继续',
    code: '代码',
    check: '请确认与终端中显示的一致，然后选择身份：',
    done: '已登录',
    back: '可以关闭此页面，回到终端继续。',
    out: '已退出登录',
    outNote: '可以关闭此页面。',
    wrong: '无法登录',
  },
  en: {
    choose: 'Who signs in?',
    note: 'A demo on this machine: no passwords.',
    other: '中文',
    device: 'Sign in a terminal or another device',
    enter: 'Enter the code that the terminal shows',
    unknown: 'This code is unknown or has expired.',
    next: 'Continue',
    code: 'Code',
    check: 'Make sure that the terminal shows the same code, then choose who signs in:',
    done: 'Signed in',
    back: 'You may close this page and go back to the terminal.',
    out: 'Signed out',
    outNote: 'You may close this page.',
    wrong: 'This does not work',
  },
} as const

/** Text as it may stand in HTML, attributes included. */
const shown = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const faceOf = (one: DemoPerson, language: Language): string =>
  `<span class="face face-${Object.values(people).indexOf(one)}" aria-hidden="true">${shown(one.name.slice(0, 1))}</span>
<span class="who"><b lang="zh">${shown(one.name)}</b><small>${one.part[language]}</small></span>`

/** A list of everybody; `entry` puts a link or a button around a face. */
const listOf = (language: Language, entry: (one: DemoPerson, face: string) => string): string =>
  `<ul>${Object.values(people)
    .map((one) => `<li>${entry(one, faceOf(one, language))}</li>`)
    .join('')}</ul>`

/** The page that asks who signs in; `linkTo` and `otherLanguage` are addresses. */
export const choosePage = (language: Language, linkTo: (one: DemoPerson) => string, otherLanguage: string): Page => ({
  language,
  title: words[language].choose,
  body: `<p>${words[language].note}</p>
${listOf(language, (one, face) => `<a class="person" href="${shown(linkTo(one))}">${face}</a>`)}
<p class="foot"><a href="${shown(otherLanguage)}">${words[language].other}</a></p>`,
})

/** The page that asks for the code of a device; `unknown` is what was entered in vain. */
export const codePage = (language: Language, unknown: string): Page => ({
  language,
  title: words[language].device,
  body: `${unknown === '' ? '' : `<p class="bad" role="alert">${words[language].unknown}</p>`}
<form action="/device"><label for="code">${words[language].enter}</label>
<input id="code" name="user_code" value="${shown(unknown)}" placeholder="XXXX-XXXX" autocomplete="off" spellcheck="false" required>
<button class="next">${words[language].next}</button></form>`,
})

/** The page that asks who signs in on the device that shows `code`. */
export const devicePage = (language: Language, code: string): Page => ({
  language,
  title: words[language].device,
  body: `<p>${words[language].check}</p><p class="code" aria-label="${words[language].code}">${shown(code)}</p>
<form method="post" action="/device"><input type="hidden" name="user_code" value="${shown(code)}">
${listOf(language, (one, face) => `<button class="person" name="person" value="${one.user}">${face}</button>`)}</form>`,
})

export const deviceDonePage = (language: Language): Page => ({
  language,
  title: words[language].done,
  body: `<p>${words[language].back}</p>`,
})

export const signedOutPage = (language: Language): Page => ({
  language,
  title: words[language].out,
  body: `<p>${words[language].outNote}</p>`,
})

/** The page for a request that cannot lead back to the program that made it. */
export const wrongPage = (language: Language, reason: string): Page => ({
  language,
  title: words[language].wrong,
  body: `<p class="bad" role="alert">${shown(reason)}</p>`,
})

/** The HTML of a page. */
export const render = ({ language, title, body }: Page): string => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · gongdan 工单</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><main><p class="brand">gongdan 工单</p><h1>${title}</h1>
${body}
</main></body></html>
`

/** Colours of avatars, in the order of people; white on each has a contrast above 4.5. */
const colours = ['#2f6fde', '#0f7b6c', '#b4451f', '#8a3ffc', '#a2325f', '#3d5a80', '#4a4f57']

export const style = `:root{color-scheme:light dark;--page:light-dark(#f4f5f7,#15171a);--card:light-dark(#fff,#1e2125);--text:light-dark(#1b1f24,#eceef0);--dim:light-dark(#59636e,#a0a8b1);--line:light-dark(#dfe3e8,#343a41);--accent:light-dark(#1f5fd0,#7aa8ff);--bad:light-dark(#b42318,#ff9c8f)}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--page);color:var(--text);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{width:100%;max-width:400px;padding:28px;background:var(--card);border:1px solid var(--line);border-radius:14px}
.brand{margin:0;color:var(--dim);font-size:14px}
h1{margin:2px 0 4px;font-size:22px;line-height:1.35}
p{margin:0;color:var(--dim);font-size:14px}
ul{list-style:none;margin:18px 0 0;padding:0;display:grid;gap:8px}
.person{display:flex;width:100%;gap:12px;align-items:center;padding:9px 12px;border:1px solid var(--line);border-radius:10px;background:none;color:inherit;font:inherit;text-align:left;text-decoration:none;cursor:pointer}
.person:hover{border-color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.face{flex:none;width:40px;height:40px;border-radius:50%;display:grid;place-items:center;color:#fff;font-size:17px;font-weight:600}
${colours.map((colour, index) => `.face-${index}{background:${colour}}`).join('\n')}
.who{display:grid;line-height:1.4}
.who b{font-weight:600}
small{color:var(--dim);font-size:13px}
.foot{margin-top:18px;text-align:center}
a{color:var(--accent)}
.bad{color:var(--bad)}
.code{margin:14px 0 0;color:var(--text);font:600 24px/1.4 ui-monospace,monospace;letter-spacing:.08em;text-align:center}
label{display:block;margin-top:16px;font-size:14px}
input{width:100%;margin-top:6px;padding:10px 12px;border:1px solid var(--line);border-radius:10px;background:var(--page);color:inherit;font:18px/1.4 ui-monospace,monospace;text-transform:uppercase}
.next{width:100%;margin-top:14px;padding:11px;border:0;border-radius:10px;background:#1f5fd0;color:#fff;font:inherit;font-weight:600;cursor:pointer}
`
