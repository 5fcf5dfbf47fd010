import org.junit.platform.launcher.*; import org.junit.platform.launcher.core.*; import org.junit.platform.launcher.listeners.*;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import java.util.*;
public class RunTests { public static void main(String[] a){
 var req=LauncherDiscoveryRequestBuilder.request().selectors(Arrays.stream(a).map(c->selectClass(c)).toList()).build();
 var l=new SummaryGeneratingListener(); LauncherFactory.create().execute(req,l);
 var s=l.getSummary(); System.out.println("ran "+s.getTestsStartedCount()+" failed "+s.getTestsFailedCount());
 s.getFailures().stream().limit(3).forEach(f->System.out.println("   "+f.getTestIdentifier().getDisplayName()+": "+String.valueOf(f.getException().getMessage()).lines().findFirst().orElse("")));
}}
