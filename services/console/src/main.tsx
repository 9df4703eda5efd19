import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const page = document.getElementById('console')
if (page !== null) createRoot(page).render(<StrictMode>gongdan</StrictMode>)
