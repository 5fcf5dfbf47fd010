import subprocess,os,shutil,glob
W='/work/w/quant/common/src/main/java/resnet50/'
M=os.path.expanduser('~/.m2/repository')
J='/usr/lib/jvm/temurin-25-jdk-amd64/bin/'
jars=[j for d in ['com/fasterxml','com/google/protobuf','info/picocli','com/twelvemonkeys'] for j in glob.glob(f'{M}/{d}/**/*.jar',recursive=True) if 'sources' not in j]
ju=[j for v in ['6.1.3'] for d in ['org/junit/platform/junit-platform-*','org/junit/jupiter/junit-jupiter*'] for j in glob.glob(f'{M}/{d}/{v}/*.jar')]+glob.glob(f'{M}/org/opentest4j/**/*.jar',recursive=True)+glob.glob(f'{M}/org/apiguardian/**/*.jar',recursive=True)+glob.glob(f'{M}/org/jspecify/**/*.jar',recursive=True)
ju+=[j for j in glob.glob(f'{M}/de/siegmar/**/*.jar',recursive=True)]
snap='/tmp/q/snap/common/target/'
base=f'{snap}classes'; tests=f'{snap}test-classes'
cp=':'.join([base,tests]+jars+ju)
subprocess.run([J+'javac','-proc:none','-cp',cp,'-d','/tmp/q/run','/tmp/q/run/RunTests.java'],check=True)
Q='resnet50.quantize.'
muts=[
 ('quantize/IntegerArithmetic.java','range.clamped(Math.rint(sum * multiplier))','range.clamped(Math.floor(sum * multiplier + 0.5))',[Q+'RoundingTest']),
 ('quantize/IntegerArithmetic.java','Math.rint(real / range.scale())','Math.rint(real * (1 / range.scale()))',[Q+'RoundingTest']),
 ('core/Int8Range.java','Math.max(-zeroPoint,','Math.max(-zeroPoint - 1,',[Q+'RoundingTest']),
 ('quantize/PackedConvolution.java','EXACT_TERMS = 512','EXACT_TERMS = 4096',[Q+'PackedConvolutionTest',Q+'RoundingTest']),
 ('quantize/WeightQuantizer.java','Math.max(wanted, Math.max(forBias, forUnit))','Math.max(wanted, forUnit)',[Q+'RoundingTest']),
 ('quantize/Histogram.java','bin > widths ? bin - 1 : bin','bin',[Q+'RangeMethodTest']),
 ('quantize/RangeMethod.java','step * step / 12','step * step',[Q+'RangeMethodTest']),
 ('quantize/Calibration.java','if (bad >= 0)','if (bad > 1 << 30)',[Q+'QuantizerTest']),
 ('quantize/FoldedLayer.java','variance[c] + EPSILON','variance[c] + 100 * EPSILON',[Q+'QuantizerTest']),
 ('quantize/Quantizer.java','if (used.size() < MIN_PICTURES)','if (used.isEmpty())',[Q+'QuantizerTest']),
 ('weights/ScaledIntegers.java','floats[i] >= Float.MIN_NORMAL','floats[i] >= -1',['resnet50.weights.Int8FileTest']),
 ('weights/Int8Layout.java','new ConstantTensor(info, 1 - EPSILON)','new ConstantTensor(info, 1)',['resnet50.weights.Int8FileTest']),
 ('onnx/Int8Graph.java','weights[i] += (byte) UNSIGNED_ZERO;','weights[i] += 1;',['resnet50.onnx.Int8GraphTest']),
 ('onnx/Int8Graph.java','bytes(units)','bytes(layer.scales())',['resnet50.onnx.Int8GraphTest']),
 ('picture/Nv12.java','x / 2 * 2 + 1]','x / 2 * 2]',['resnet50.picture.Nv12Test']),
 ('cli/QuantizeCommand.java','new Random(seed)','new Random()',['resnet50.cli.QuantizeCommandTest']),
]
for f,a,b,t in muts:
    src=open(W+f).read()
    if a not in src: print('MISSING',f,a); continue
    d='/tmp/q/mut'; shutil.rmtree(d,ignore_errors=True); os.makedirs(d+'/s/'+os.path.dirname('resnet50/'+f)); os.makedirs(d+'/c')
    p=d+'/s/resnet50/'+f; open(p,'w').write(src.replace(a,b,1))
    r=subprocess.run([J+'javac','-proc:none','-nowarn','-cp',cp,'-d',d+'/c',p],capture_output=True,text=True)
    if r.returncode: print('COMPILE',f,r.stdout,r.stderr[:300]); continue
    r=subprocess.run([J+'java','--add-modules','jdk.incubator.vector','-Dbasedir=/tmp/q/snap/common','-cp',d+'/c:/tmp/q/run:'+cp,'RunTests']+t,capture_output=True,text=True,cwd='/tmp/q/snap/common')
    print(f.split('/')[-1],'|',a[:50],'->',b[:50],'|',r.stdout.strip()[-400:], r.stderr[-200:] if not r.stdout else '',flush=True)
