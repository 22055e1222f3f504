using System.Globalization;
using System.Text;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Reads heartbeats from CSV: 187 values and the class in each row; a header may come first.</summary>
internal sealed class HeartbeatsReader
{
    // A row of the data set has 188 numbers of some 25 characters.
    private const int LongestRow = 1 << 16;

    private readonly string _path;
    private readonly int _columns;
    private readonly int _classes;
    private readonly List<BadSample>? _skipped;
    private readonly List<float> _values = [];
    private readonly List<byte> _labels = [];
    private readonly float[] _row;

    private HeartbeatsReader(string path, int columns, int classes, List<BadSample>? skipped)
    {
        _path = path;
        _columns = columns;
        _classes = classes;
        _skipped = skipped;
        _row = new float[columns];
    }

    /// <param name="path">The file, plain or gzipped; it is read as a stream.</param>
    /// <param name="columns">Values a row, before its class.</param>
    /// <param name="skipped">Gets the bad rows; null: the first one is an error.</param>
    /// <exception cref="DatasetException">The file cannot be read, is no such table, or has a bad row.</exception>
    public static Signals Read(string path, int columns, int classes, List<BadSample>? skipped) =>
        DataFile.Read(path, stream => new HeartbeatsReader(path, columns, classes, skipped).Read(stream));

    private Signals Read(Stream stream)
    {
        using var text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var lines = new LineReader(text, LongestRow);
        try
        {
            for (var row = 1L; lines.TryRead(out var line); row++)
                Take(row, line);
        }
        catch (LineTooLongException tooLong)
        {
            throw new DatasetException($"{_path}: expected rows of {_columns + 1} numbers, found {tooLong.Message}");
        }

        return new Signals([.. _values], [.. _labels]);
    }

    private void Take(long row, ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace() || (row == 1 && IsHeader(line)))
            return;
        if (ProblemOf(line, out var label) is { } problem)
        {
            if (_skipped is null)
                throw new DatasetException($"{_path} row {row}: {problem}");
            _skipped.Add(new BadSample(_path, row, problem));
            return;
        }

        _values.AddRange(_row);
        _labels.Add(label);
    }

    private bool IsHeader(ReadOnlySpan<char> line)
    {
        if (line.Count(',') != _columns)
            return false;
        foreach (var cell in line.Split(','))
            if (IsNumber(line[cell], out _))
                return false;
        return true;
    }

    /// <summary>Fills the row.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    private string? ProblemOf(ReadOnlySpan<char> line, out byte label)
    {
        label = 0;
        var expected = _columns + 1;
        var cells = line.Count(',') + 1;
        if (cells != expected)
            return $"expected {expected} columns, found {cells}";
        var column = 0;
        foreach (var cell in line.Split(','))
        {
            if (!IsNumber(line[cell], out var value))
                return $"expected a finite number in column {column + 1}, found '{Shortened(line[cell])}'";
            if (column == _columns)
                return LabelOf(value, out label);
            _row[column++] = value;
        }

        return null;
    }

    private string? LabelOf(float value, out byte label)
    {
        var isClass = value >= 0 && value < _classes && value == MathF.Floor(value);
        label = isClass ? (byte)value : (byte)0;
        return isClass
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"expected a class from 0 to {_classes - 1}, found {value}");
    }

    private static bool IsNumber(ReadOnlySpan<char> cell, out float value) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    private static string Shortened(ReadOnlySpan<char> cell) =>
        cell.Length <= 20 ? cell.ToString() : $"{cell[..20]}...";
}
