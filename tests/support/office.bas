' Converts workbooks as the process that started LibreOffice asks, until it asks for nothing.

Sub Serve()
    Dim asked As String, answer As String
    asked = Environ("ASKED")
    Do
        ' Wait for a line on standard input.
        Shell("/usr/bin/head", 0, "-n 1", True)
        If Not FileExists(asked) Then Exit Do
        answer = ConvertAll(asked)
        Kill asked
        Shell("/bin/echo", 0, answer, True)
    Loop
    StarDesktop.terminate()
End Sub

' "done", or "failed" where a file cannot be opened or saved. Each line of `asked` has five fields with a tab between:
' from where, how to read it, with which options, to where, in which format.
Function ConvertAll(asked As String) As String
    Dim file As Integer, book As Object, text As String, fields
    Dim reading(2) As New com.sun.star.beans.PropertyValue, saving(0) As New com.sun.star.beans.PropertyValue
    On Error GoTo Failed
    ConvertAll = "done"
    reading(0).Name = "Hidden"
    reading(0).Value = True
    reading(1).Name = "FilterName"
    reading(2).Name = "FilterOptions"
    saving(0).Name = "FilterName"
    file = FreeFile
    Open asked For Input As #file
    Do While Not Eof(file)
        Line Input #file, text
        fields = Split(text, Chr(9))
        reading(1).Value = fields(1)
        reading(2).Value = fields(2)
        saving(0).Value = fields(4)
        book = StarDesktop.loadComponentFromURL(fields(0), "_blank", 0, reading())
        book.storeToURL(fields(3), saving())
        book.close(True)
    Loop
    Close #file
    Exit Function
Failed:
    Close #file
    ConvertAll = "failed"
End Function
