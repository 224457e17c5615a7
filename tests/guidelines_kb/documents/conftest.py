"""Files of every kind, made by the libraries that people make them with."""

import io

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

PROSE = "Svara varje kund inom en arbetsdag, även när du ännu inte vet. Be om ursäkt för väntan. "


@pytest.fixture(scope="session")
def pdf():
    """Two headings, each with a paragraph that is wrapped over several lines."""
    styles = getSampleStyleSheet()
    parts = [
        Paragraph("How we answer", styles["Heading1"]),
        Paragraph(PROSE * 3, styles["Normal"]),
        Paragraph("How we wait", styles["Heading2"]),
        Paragraph("Never keep anyone on hold for a private call. " * 4, styles["Normal"]),
    ]
    file = io.BytesIO()
    SimpleDocTemplate(file).build(parts)
    return file.getvalue()


@pytest.fixture(scope="session")
def word():
    document = docx.Document()
    document.add_heading("Our rules", 0)
    document.add_heading("Waiting", 1)
    document.add_paragraph("Nobody waits for long. " + PROSE)
    document.add_paragraph("Say why it takes time", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "E-mail", "one working day"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="session")
def scan():
    """A PDF with a drawing and no text."""
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.rect(100, 100, 200, 200)
    page.showPage()
    page.save()
    return file.getvalue()
