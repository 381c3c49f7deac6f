"""An audit as people read it: workbook, page, letter, one worker explained."""
