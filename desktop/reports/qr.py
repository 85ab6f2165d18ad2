"""QR codes as pictures that can be printed at any size."""

from io import BytesIO


def qr_svg(text: str) -> str:
    """Return a QR code as SVG, with the quiet margin that scanners want; error level M."""
    import segno

    picture = BytesIO()
    code = segno.make(text, micro=False, error="m", boost_error=False)
    code.save(picture, kind="svg", xmldecl=False, svgns=True, border=4, svgclass=None, lineclass=None)
    return picture.getvalue().decode()
