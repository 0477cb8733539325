import { chromium } from 'playwright-core';
const O='http://localhost:4177', dir='/tmp/h/buysw/shots/';
import fs from 'node:fs'; fs.mkdirSync(dir,{recursive:true});
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']});
const modes=[['m-zh-l',360,740,'zh-CN','light'],['w-en-d',1280,800,'en','dark'],['m-en-d',360,740,'en','dark'],['w-zh-l',1280,800,'zh-CN','light']];
const want=process.argv[2]?process.argv[2].split(','):null;
const c0=await b.newContext(); 
async function login(login,locale){
 const c=await b.newContext({locale}); const p=await c.newPage();p.setDefaultTimeout(60000);p.setDefaultTimeout(60000);
 await p.goto(O+'/sign-in'); await p.fill('[name=login]',login); await p.fill('[name=password]',process.env.PW); await Promise.all([p.waitForURL(u=>!u.pathname.startsWith('/sign-in')),p.press('[name=password]','Enter')]);
 return await c.storageState();
}
const zhou=await login('zhou','zh-CN'), lin=await login('lin','zh-CN');
const p0=await (await b.newContext({storageState:zhou})).newPage();
await p0.goto(O+'/group-buys');
const links=await p0.$$eval('a[href^="/group-buys/"]',as=>[...new Set(as.map(a=>a.getAttribute('href')+'|'+a.innerText.slice(0,12).replace(/\n/g,' ')))]);
const ids=[...new Set(links.map(l=>/group-buys\/([0-9a-f-]{36})/.exec(l)?.[1]).filter(Boolean))];
const st={};
for(const id of ids){const r=await p0.request.get(O+'/group-buys/'+id,{headers:{accept:'application/json'}}); const j=await r.json(); st[j.state]=id;}
console.log(st);
const pages={list:[zhou,'/group-buys'],buy:[lin,`/group-buys/${st.open}`],desk:[zhou,`/group-buys/${st.open}/manage`],desk2:[zhou,`/group-buys/${st.pickup}/manage`],mine:[lin,`/group-buys/${st.pickup}`],settled:[lin,`/group-buys/${st.settled}`],desk3:[zhou,`/group-buys/${st.settled}/manage`],call:[zhou,`/group-buys/${st.pickup}/calling`],pack:[zhou,`/group-buys/${st.pickup}/packing`],label:[zhou,`/group-buys/${st.pickup}/packing?by=label`],supplier:[zhou,`/group-buys/${st.pickup}/supplier`],new:[zhou,'/group-buys/new'],edit:[zhou,`/group-buys/${st.open}/edit`]};
for(const [m,w,h,l,t] of modes) for(const [n,[s,u]] of Object.entries(pages)){
 if(want&&!want.includes(n)&&!want.includes(m)) continue;
 const c=await b.newContext({storageState:s,viewport:{width:w,height:h},locale:l,colorScheme:t,deviceScaleFactor:1}); const p=await c.newPage();p.setDefaultTimeout(60000);
 await c.addCookies([{name:'locale',value:l,url:O},{name:'PARAGLIDE_LOCALE',value:l,url:O}]);
 await p.goto(O+u,{waitUntil:'load',timeout:60000}); await p.screenshot({path:`${dir}${n}-${m}.png`,fullPage:true}); 
 if(['pack','label','supplier'].includes(n)&&m==='m-zh-l') await p.pdf({path:`${dir}${n}.pdf`,format:'A4'});
 await c.close();
}
await b.close();
