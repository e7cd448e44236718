"""One XMP block that claims both PDF/A and PDF/UA-1.

WeasyPrint writes the claim of one variant at a time, and a second RDF block is ignored by readers, so the claim of
PDF/UA is merged into the block that is there. PDF/A wants every schema it does not know described in the file
(ISO 19005-2, 6.6.2.3), hence the extension schema.
"""

HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
FOOTER = b'\n</x:xmpmeta>\n<?xpacket end="r"?>'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
UA_CLAIM = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def with_ua_claim(rdf: bytes, lang: str) -> bytes:
    """A whole XMP packet: the given RDF, the PDF/UA-1 claim and the language."""
    from lxml import etree

    tree = etree.fromstring(rdf, etree.XMLParser(resolve_entities=False, no_network=True))
    tree.extend(etree.fromstring(UA_CLAIM))
    about = etree.SubElement(tree, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""}, nsmap={"dc": DC})
    bag = etree.SubElement(etree.SubElement(about, f"{{{DC}}}language"), f"{{{RDF}}}Bag")
    etree.SubElement(bag, f"{{{RDF}}}li").text = lang
    return HEADER + etree.tostring(tree, encoding="utf-8") + FOOTER
