import { Translator } from "./src/engine/translator.js";
const t = await Translator.load(process.argv[2]!, 1);
const src = ["Save the file before closing?", "Could not open {name}: %s", "Delete <b>{count}</b> files?", "Settings", "The selected account does not exist.", "Enable automatic updates"];
const reqs = ["de","fr","es"].flatMap(l=>src.map((s,i)=>({id:l+i,text:s,direction:{source:"en",target:l},doNotTranslate:[]})));
const t0=performance.now();
await t.translate(reqs,{translated:h=>console.log(h.id,JSON.stringify(h.text),h.meanLogProbability.toFixed(2)),refused:r=>console.log(r)});
console.log(performance.now()-t0);
