import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

// The least that a page made with React does: what it costs here, the console cannot save.
createRoot(document.getElementById('root')).render(createElement('p', { 'data-uuid': 'bare' }, 'ready'))
