namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Reads a text line by line as bytes, and never holds more than one line of it.</summary>
internal sealed class LineReader(Stream stream, int maxLength)
{
    private readonly byte[] _block = new byte[1 << 16];
    private readonly byte[] _line = new byte[maxLength];
    private int _next, _end;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line, without its end; cut off where it is longer than allowed.</summary>
    public ReadOnlySpan<byte> Line => _line.AsSpan(0, _length);

    /// <summary>Whether the line is longer than allowed.</summary>
    public bool IsTooLong { get; private set; }

    private int _length;

    /// <summary>False at the end.</summary>
    public bool Read()
    {
        _length = 0;
        IsTooLong = false;
        var any = false;
        while (Fill())
        {
            any = true;
            var rest = _block.AsSpan(_next, _end - _next);
            var end = rest.IndexOf((byte)'\n');
            Append(end < 0 ? rest : rest[..end]);
            _next += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
                break;
        }

        if (any)
            Number++;
        if (_length > 0 && !IsTooLong && _line[_length - 1] == '\r')
            _length--;
        return any;
    }

    private bool Fill()
    {
        if (_next < _end)
            return true;
        (_next, _end) = (0, stream.Read(_block));
        return _end > 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, maxLength - _length);
        IsTooLong |= room < bytes.Length;
        bytes[..room].CopyTo(_line.AsSpan(_length));
        _length += room;
    }
}
