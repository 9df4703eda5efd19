// npm run pack: the packages that others install, as tarballs.
import { packAll } from './packages.ts'

for (const { tarball } of packAll(console.error)) console.log(tarball)
