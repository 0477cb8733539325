import sharp from 'sharp'; const [,,out,h,...fs]=process.argv; let x=0; const parts=[];
for(const f of fs){const m=await sharp(f).metadata(); const hh=Math.min(+h,m.height); parts.push({input:await sharp(f).extract({left:0,top:0,width:m.width,height:hh}).toBuffer(),left:x,top:0}); x+=m.width+10;}
await sharp({create:{width:x,height:+h,channels:3,background:'#888'}}).composite(parts).png().toFile(out);
