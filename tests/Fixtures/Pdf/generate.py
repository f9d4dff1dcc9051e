#!/usr/bin/python3
"""Makes the PDF corpus of the extractor's tests, and beside each PDF the words that poppler reads in it.

Needs on Debian 12: chromium libreoffice-writer-nogui texlive-latex-base lmodern ghostscript groff enscript weasyprint
librsvg2-bin pango1.0-tools python3-reportlab python3-cairo qpdf poppler-utils fonts-dejavu-core fonts-liberation.

    ./generate.py            everything
    ./generate.py oracle     only the .txt files, from the PDFs as they are

The output of a producer is not reproducible to the byte, so the files are committed and tests never run this.
"""
import html
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata

from content import PARAGRAPHS_EN, PARAGRAPHS_ES, RECORD_EN, RECORD_ES, visits

NO_TOUNICODE = {"cairo-pango-es": "cairo-no-tounicode-es", "chromium-record-es": "chromium-no-tounicode-es"}
# What poppler cannot or should not repair says what its undamaged original says.
UNDAMAGED = {"damaged-object-streams": "qpdf-object-streams"} | {damaged: whole for whole, damaged in NO_TOUNICODE.items()}
HERE = pathlib.Path(__file__).resolve().parent
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer"]


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def write_pdf(path, content, *objects):
    """A one-page file: catalog, pages, page, the content stream (object 4), then the given objects from number 5 on."""
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
              f"<</Length {len(content)}>>stream\n{content}\nendstream", *objects]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_bytes(data + trailer.encode("latin-1"))


def make_handwritten(work):
    lines = "\n".join(f"({k}: {v}) Tj T*" for k, v in RECORD_EN).replace("(neutered)", "neutered")
    text = f"BT /F1 11 Tf 14 TL 60 780 Td\n{lines}\nET"
    write_pdf(HERE / "handwritten-no-widths-en.pdf", text, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    # Private glyph names and no ToUnicode: nobody but an eye can read it.
    names = " ".join(f"/glyph{code}" for code in range(32, 127))
    write_pdf(HERE / "handwritten-corrupt-font-map.pdf", text,
              f"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Private/Encoding<</Type/Encoding/Differences[32 {names}]>>>>")


def page_html(title, record, paragraphs, rows=(), style=""):
    fields = "".join(f"<tr><th>{html.escape(k)}:</th><td>{html.escape(v)}</td></tr>" for k, v in record)
    body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    table = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{title}</title><style>
        body {{ font-family: 'Liberation Sans', sans-serif; font-size: 11pt; }} h1 {{ font-size: 18pt; }}
        th {{ text-align: left; }} td, th {{ padding: 2pt 8pt 2pt 0; vertical-align: top; }} {style}</style></head>
        <body><h1>{title}</h1><table>{fields}</table>{body}<table class="visits">{table}</table></body></html>"""


def chromium(work, name, markup):
    source = work / f"{name}.html"
    source.write_text(markup, encoding="utf-8")
    profile = tempfile.mkdtemp(dir=work)
    run(*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={HERE / name}.pdf", source.as_uri())


def make_chromium(work):
    chromium(work, "chromium-record-es", page_html("Ficha clínica veterinaria", RECORD_ES, PARAGRAPHS_ES))
    chromium(work, "chromium-history-es", page_html("Historia clínica", RECORD_ES, PARAGRAPHS_ES, visits(48)))
    chromium(work, "chromium-record-en", page_html(
        "Veterinary record", RECORD_EN, PARAGRAPHS_EN,
        style="body { font-family: 'Liberation Serif'; text-align: justify; } h1 { letter-spacing: 1px; } p { columns: 2; }"))


def make_weasyprint(work):
    source = work / "weasyprint.html"
    source.write_text(page_html("Historia clínica", RECORD_ES, PARAGRAPHS_ES, visits(12), "body { font-family: 'DejaVu Serif'; }"), encoding="utf-8")
    run("weasyprint", source, HERE / "weasyprint-history-es.pdf")


def make_libreoffice(work):
    source = work / "libreoffice-record-es.html"
    source.write_text(page_html("Ficha clínica", RECORD_ES, PARAGRAPHS_ES, visits(6)), encoding="utf-8")
    for name, filter_options in (("libreoffice-record-es", ""), ("libreoffice-pdfa-es", ':{"SelectPdfVersion":{"type":"long","value":"1"}}')):
        shutil.copy(source, work / f"{name}.html") if name != source.stem else None
        run("soffice", "--headless", f"-env:UserInstallation=file://{work}/lo", "--infilter=HTML (StarWriter)",
            "--convert-to", f"pdf:writer_pdf_Export{filter_options}", "--outdir", HERE, work / f"{name}.html")


def tex_escape(text):
    for plain, escaped in (("%", r"\%"), ("&", r"\&"), ("«", r"\guillemotleft "), ("»", r"\guillemotright "), ("º", r"\textordmasculine "),
                           ("\u2019", "'"), ("\u2013", "--")):
        text = text.replace(plain, escaped)
    return text


def pdftex(work, name, preamble, record, paragraphs, rows=()):
    lines = [r"\documentclass[11pt]{article}", r"\usepackage[utf8]{inputenc}", preamble, r"\begin{document}", r"\section*{Clinical record}"]
    lines += [r"\begin{tabular}{lp{9cm}}"] + [rf"\textbf{{{tex_escape(k)}:}} & {tex_escape(v)} \\" for k, v in record] + [r"\end{tabular}", ""]
    lines += [tex_escape(p) + "\n" for p in paragraphs]
    lines += [rf"\subsection*{{{date}}} {tex_escape(' '.join(rest))}" + "\n" for date, *rest in rows]
    lines.append(r"\end{document}")
    (work / f"{name}.tex").write_text("\n".join(lines), encoding="utf-8")
    run("pdflatex", "-interaction=batchmode", f"-output-directory={work}", work / f"{name}.tex")
    shutil.copy(work / f"{name}.pdf", HERE / f"{name}.pdf")


def make_pdftex(work):
    pdftex(work, "pdftex-record-en", "", RECORD_EN, PARAGRAPHS_EN * 3)
    pdftex(work, "pdftex-accents-es", r"\usepackage{textcomp}", RECORD_ES, PARAGRAPHS_ES[:1], visits(6))
    pdftex(work, "pdftex-bitmap-es", r"\usepackage[T1]{fontenc}\usepackage{textcomp}\pdfmapfile{}", RECORD_ES, PARAGRAPHS_ES)
    pdftex(work, "pdftex-tounicode-es", r"\usepackage[T1]{fontenc}\usepackage{textcomp}\usepackage{lmodern}\input{glyphtounicode}\pdfgentounicode=1",
           RECORD_ES, PARAGRAPHS_ES, visits(24))
    pdftex(work, "pdftex-latinmodern-es", r"\usepackage[T1]{fontenc}\usepackage{textcomp}\usepackage{lmodern}\pdfminorversion=4\pdfobjcompresslevel=0",
           RECORD_ES, PARAGRAPHS_ES)


def make_groff(work):
    lines = [".ft H", ".ps 14", "Clinical record", ".ps 11", ".ft R", ".nf"] + [f"{k}: {v}" for k, v in RECORD_EN] + [".fi", ".sp"]
    lines += [".sp\n" + p for p in PARAGRAPHS_EN]
    with open(HERE / "groff-record-en.pdf", "wb") as out:
        subprocess.run(["groff", "-k", "-Kutf8", "-Tpdf"], input="\n".join(lines).encode(), stdout=out, check=True)


def make_ghostscript(work):
    text = "\n".join(f"{k}: {v}" for k, v in RECORD_ES) + "\n\n" + "\n".join(" ".join(row) for row in visits(40))
    (work / "enscript.txt").write_bytes(text.encode("latin-1"))
    run("enscript", "-q", "-B", "-X", "88591", "-p", work / "enscript.ps", work / "enscript.txt")
    run("ps2pdf", work / "enscript.ps", HERE / "ghostscript-enscript-es.pdf")
    run("ps2pdf", "-dCompatibilityLevel=1.3", HERE / "chromium-record-es.pdf", HERE / "ghostscript-distilled-es.pdf")
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dASCII85EncodePages=true", f"-sOutputFile={HERE / 'ghostscript-ascii-en.pdf'}", HERE / "groff-record-en.pdf")


def make_cairo(work):
    text = "Ficha clínica\n\n" + "\n".join(f"{k}: {v}" for k, v in RECORD_ES) + "\n\n" + "\n\n".join(PARAGRAPHS_ES)
    (work / "pango.txt").write_text(text, encoding="utf-8")
    run("pango-view", "--no-display", "--font=DejaVu Sans 10", "--width=500", "--output", HERE / "cairo-pango-es.pdf", work / "pango.txt")
    rows = "".join(f'<text x="40" y="{60 + 22 * i}" font-family="Liberation Sans" font-size="14"><tspan font-weight="bold">{k}:</tspan>'
                   f'<tspan x="200">{html.escape(v)}</tspan></text>' for i, (k, v) in enumerate(RECORD_EN))
    side = '<text transform="translate(20 400) rotate(-90)" font-family="Liberation Sans" font-size="10">Synthetic specimen, not a real animal</text>'
    (work / "rsvg.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="420">{rows}{side}</svg>', encoding="utf-8")
    run("rsvg-convert", "-f", "pdf", "-o", HERE / "cairo-rsvg-en.pdf", work / "rsvg.svg")


def make_reportlab(work):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    story = [Paragraph("Historia clínica veterinaria", styles["Title"]), Table(RECORD_ES)]
    story += [Paragraph(p, styles["BodyText"]) for p in PARAGRAPHS_ES]
    story.append(Table([[a, b, c, d] for a, b, c, d, _ in visits(30)]))
    SimpleDocTemplate(str(HERE / "reportlab-history-es.pdf"), pagesize=A4).build(story)

    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    page = canvas.Canvas(str(HERE / "reportlab-truetype-es.pdf"), pagesize=A4, pageCompression=0)
    for y, (label, value) in enumerate(RECORD_ES):
        page.setFont("DejaVu", 11)
        page.drawString(60, 780 - 20 * y, f"{label}:")
        page.drawString(180, 780 - 20 * y, value)
    page.setFont("Symbol", 12)
    page.drawString(60, 480, "abgd")
    page.showPage()
    page.save()

    form = canvas.Canvas(str(HERE / "reportlab-form-en.pdf"), pagesize=A4)
    for y, (label, value) in enumerate(RECORD_EN):
        form.setFont("Helvetica-Bold", 11)
        form.drawString(60, 780 - 30 * y, f"{label}:")
        form.acroForm.textfield(name=label, value=value, x=180, y=772 - 30 * y, width=340, height=20, fontSize=9)
    form.acroForm.checkbox(name="vaccinated", checked=True, x=60, y=380)
    form.save()

    for name, angle in (("reportlab-rotated90-en", 90), ("reportlab-rotated270-en", 270)):
        rotated = canvas.Canvas(str(HERE / f"{name}.pdf"), pagesize=A4)
        rotated.setPageRotation(angle)
        rotated.translate(*((842, 0) if angle == 90 else (0, 595)))
        rotated.rotate(90 if angle == 90 else -90)
        for y, (label, value) in enumerate(RECORD_EN):
            rotated.drawString(40, 800 - 20 * y, f"{label}: {value}")
        rotated.save()


def make_scan(work):
    import cairo
    surface = cairo.ImageSurface(cairo.FORMAT_A1, 800, 400)
    context = cairo.Context(surface)
    context.set_font_size(28)
    for y, (label, value) in enumerate(RECORD_EN[:8]):
        context.move_to(30, 50 + 40 * y)
        context.show_text(f"{label}: {value}")
    surface.write_to_png(str(work / "scan.png"))
    from reportlab.pdfgen import canvas
    scan = canvas.Canvas(str(HERE / "scan-image-only.pdf"), pagesize=(420, 220))
    scan.drawImage(str(work / "scan.png"), 10, 10, 400, 200)
    scan.save()


def make_variants(work):
    base = HERE / "chromium-record-es.pdf"
    for name, options in (
            ("qpdf-rc4-40", ["--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"]),
            ("qpdf-rc4-128", ["--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--"]),
            ("qpdf-aes-128", ["--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--"]),
            ("qpdf-aes-256-r5", ["--allow-weak-crypto", "--encrypt", "", "owner", "256", "--force-R5", "--"]),
            ("qpdf-aes-256", ["--encrypt", "", "owner", "256", "--"]),
            ("qpdf-aes-256-objstm", ["--object-streams=generate", "--encrypt", "", "owner", "256", "--"]),
            ("qpdf-user-password", ["--encrypt", "secret", "owner", "256", "--"]),
            ("qpdf-user-password-rc4", ["--allow-weak-crypto", "--encrypt", "secret", "owner", "128", "--use-aes=n", "--"]),
            ("qpdf-linearized", ["--linearize"]),
            ("qpdf-object-streams", ["--object-streams=generate"]),
            ("qpdf-uncompressed", ["--stream-data=uncompress", "--object-streams=disable"])):
        run("qpdf", *options, base, HERE / f"{name}.pdf")

    # Same length, so that the offsets stay true: what is left is the character map inside the embedded font.
    for name in ("cairo-pango-es", "chromium-record-es"):
        run("qpdf", "--object-streams=disable", HERE / f"{name}.pdf", work / "plain.pdf")
        (HERE / f"{NO_TOUNICODE[name]}.pdf").write_bytes((work / "plain.pdf").read_bytes().replace(b"/ToUnicode", b"/NoUnicode"))

    history = (HERE / "reportlab-history-es.pdf").read_bytes()
    (HERE / "damaged-startxref.pdf").write_bytes(history.replace(b"startxref", b"startxref\n9", 1))
    (HERE / "damaged-truncated.pdf").write_bytes(history[: len(history) * 84 // 100])
    (HERE / "damaged-no-xref.pdf").write_bytes(history[: history.rindex(b"xref", 0, history.rindex(b"startxref"))])
    (HERE / "damaged-junk-before-header.pdf").write_bytes(b"\r\n--boundary\r\n\r\n" + history)
    compressed = (HERE / "qpdf-object-streams.pdf").read_bytes()
    (HERE / "damaged-object-streams.pdf").write_bytes(compressed[: compressed.rindex(b"startxref")])


def words_of(pdf):
    text = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    # Letters that a font joins come apart; letters with an accent over them are one character, a dotless i under one is an i.
    text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return unicodedata.normalize("NFC", text.replace("\u0131\u0301", "i\u0301")).split()


def make_oracle():
    for pdf in sorted(HERE.glob("*.pdf")):
        source = UNDAMAGED.get(pdf.stem, "reportlab-history-es" if pdf.stem.startswith("damaged-") else pdf.stem)
        words = words_of(HERE / f"{source}.pdf")
        pdf.with_suffix(".txt").write_text("".join(w + "\n" for w in words), encoding="utf-8")


def main():
    if sys.argv[1:] != ["oracle"]:
        with tempfile.TemporaryDirectory() as directory:
            work = pathlib.Path(directory)
            for make in (make_chromium, make_weasyprint, make_libreoffice, make_pdftex, make_groff, make_ghostscript, make_cairo,
                         make_reportlab, make_scan, make_handwritten, make_variants):
                make(work)
    make_oracle()


if __name__ == "__main__":
    main()
