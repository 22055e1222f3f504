using System.Globalization;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Reads rows of comma-separated numbers, the last of which is the class; a header may stand first.</summary>
/// <remarks>Line after line: what is held is the numbers, never the text.</remarks>
internal sealed class CsvTable
{
    // A number of 187 in a line may take 80 bytes and more; what is longer is no row.
    private const int MaxLine = 1 << 16;

    /// <summary>Twenty times the MIT-BIH heartbeats; a file that unpacks to more is none of them.</summary>
    private const int MaxRows = 2_000_000;

    // Skipping a few damaged rows is meant, not a file of something else.
    private const int MaxBad = 100_000;

    private static readonly byte[] ByteOrderMark = [0xef, 0xbb, 0xbf];

    private readonly string _path;
    private readonly int _classes;
    private readonly bool _classOptional;
    private readonly Func<ReadOnlySpan<float>, string?>? _check;
    private readonly float[] _row;
    private readonly List<BadSample> _bad = [];
    private readonly List<byte> _labels = [];
    private float[] _values = new float[1 << 14];

    private CsvTable(
        string path, int columns, int classes, bool classOptional, Func<ReadOnlySpan<float>, string?>? check)
    {
        (_path, _classes, _classOptional, _check) = (path, classes, classOptional, check);
        _row = new float[columns + 1];
    }

    private int Columns => _row.Length - 1;

    /// <param name="path">Plain or gzipped.</param>
    /// <param name="columns">Numbers before the class.</param>
    /// <param name="classOptional">Rows may lack the class, which is 0 then.</param>
    /// <param name="check">Says what is wrong with the numbers of a row; null if nothing is.</param>
    /// <returns>The rows, and those that cannot be used, by line.</returns>
    /// <exception cref="DatasetException">
    /// The file cannot be read, or a row cannot be used and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static (TableRows Rows, IReadOnlyList<BadSample> Bad) Read(
        string path, int columns, int classes, BadSamplePolicy onBad, bool classOptional = false,
        Func<ReadOnlySpan<float>, string?>? check = null) => DataFile.Read(path, stream =>
    {
        var table = new CsvTable(path, columns, classes, classOptional, check);
        table.Read(new LineReader(stream, MaxLine), onBad);
        return (table.Rows(), table._bad);
    });

    private void Read(LineReader lines, BadSamplePolicy onBad)
    {
        while (lines.Read())
        {
            var line = lines.Line.TrimStart(lines.Number == 1 ? ByteOrderMark : []);
            if (!lines.IsTooLong && (line.Trim((byte)' ').IsEmpty || (lines.Number == 1 && IsHeader(line))))
                continue;
            var reason = lines.IsTooLong ? $"expected at most {MaxLine} bytes, found more"
                : Parse(line) ?? _check?.Invoke(_row.AsSpan(0, Columns));
            if (reason is null)
                Keep();
            else if (onBad == BadSamplePolicy.Stop || _bad.Count == MaxBad)
                throw new DatasetException($"{_path}, row {lines.Number}: {reason}");
            else
                _bad.Add(new BadSample(_path, lines.Number, reason));
        }
    }

    // Names, or the numbers of the columns as pandas writes them.
    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        var column = 0;
        var (names, numbers) = (true, true);
        foreach (var range in line.Split((byte)','))
        {
            var isNumber = TryParse(line[range], out var value);
            names &= !isNumber;
            numbers &= isNumber && value == column;
            column++;
        }

        return HasWidth(column) && (names || numbers);
    }

    /// <returns>What is wrong with it; null if nothing is.</returns>
    private string? Parse(ReadOnlySpan<byte> line)
    {
        var count = 1 + line.Count((byte)',');
        if (!HasWidth(count))
            return $"expected {(_classOptional ? $"{Columns} or " : "")}{_row.Length} columns, found {count}";
        var column = 0;
        _row[^1] = 0;
        foreach (var range in line.Split((byte)','))
        {
            if (!TryParse(line[range], out _row[column]) || !float.IsFinite(_row[column]))
                return $"expected a finite number in column {column + 1}, found {Shown(line[range])}";
            column++;
        }

        var label = _row[^1];
        return label >= 0 && label < _classes && label == MathF.Floor(label)
            ? null
            : $"expected a class of 0 to {_classes - 1} in column {_row.Length}, " +
                $"found {label.ToString(CultureInfo.InvariantCulture)}";
    }

    private bool HasWidth(int columns) => columns == _row.Length || (_classOptional && columns == Columns);

    private static bool TryParse(ReadOnlySpan<byte> text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Shown(ReadOnlySpan<byte> text)
    {
        const int shown = 20;
        var cut = text[..Math.Min(text.Length, shown)];
        var readable = string.Concat(cut.ToArray().Select(b => b is >= 0x20 and < 0x7f ? (char)b : '?'));
        return $"'{readable}{(text.Length > shown ? "..." : "")}'";
    }

    private void Keep()
    {
        if (_labels.Count == MaxRows)
            throw new DatasetException($"{_path}: expected at most {MaxRows} rows, found more");
        var used = _labels.Count * Columns;
        if (used + Columns > _values.Length)
            Array.Resize(ref _values, 2 * _values.Length + Columns);
        _row.AsSpan(0, Columns).CopyTo(_values.AsSpan(used));
        _labels.Add((byte)_row[^1]);
    }

    private TableRows Rows() =>
        new(Columns, _values.AsSpan(0, _labels.Count * Columns).ToArray(), [.. _labels]);
}
