namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Lines of a text of any length, in memory for one line of limited length.</summary>
/// <param name="text">Read from where it stands; not disposed.</param>
/// <param name="longest">Characters a line at most.</param>
internal sealed class LineReader(TextReader text, int longest)
{
    private readonly char[] _buffer = new char[longest + 2]; // and the line's end
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The next line without its end (LF or CR LF); valid until the next call.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="LineTooLongException">The line has more characters than the limit.</exception>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
            if (length >= 0 || (_ended && _end > _start))
            {
                var whole = _buffer.AsSpan(_start, length >= 0 ? length : _end - _start);
                _start = length >= 0 ? _start + length + 1 : _end;
                line = whole is [.. var rest, '\r'] ? rest : whole;
                return line.Length <= longest ? true : throw new LineTooLongException(longest);
            }

            if (_ended)
            {
                line = default;
                return false;
            }

            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            throw new LineTooLongException(longest);
        var read = text.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
    }
}

/// <summary>A line is longer than any that belongs to the data.</summary>
internal sealed class LineTooLongException(int longest) : Exception($"a line of more than {longest} characters");
