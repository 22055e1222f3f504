using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>A resolved value: null, a string, an array or an object. Never changes.</summary>
public class HoconValue
{
    internal HoconValue(object? content) => Content = content;

    internal object? Content { get; }

    public bool IsEmpty => Content is null or HoconObject { Items.Count: 0 };

    public bool IsArray() => Content is HoconValue[];

    public bool IsObject() => Content is HoconObject;

    public string? GetString() => Content switch
    {
        null => null,
        string text => text,
        _ => throw Wrong("a string"),
    };

    public HoconObject GetObject() => Content as HoconObject ?? throw Wrong("an object");

    /// <summary>A single string is no array; null is an empty one.</summary>
    public IList<HoconValue> GetArray() => Content switch
    {
        null => [],
        HoconValue[] items => items,
        _ => throw Wrong("an array"),
    };

    public IList<string> GetStringList() => GetArray().Select(item => item.GetString() ?? "").ToList();

    public bool GetBoolean() => Content switch
    {
        "on" or "yes" or "true" => true,
        "off" or "no" or "false" => false,
        _ => throw Wrong("on, off, yes, no, true or false"),
    };

    public int GetInt() => Number<int>("an integer of 32 bits");

    public long GetLong() => Number<long>("an integer of 64 bits");

    public float GetFloat() => Number<float>("a number");

    public double GetDouble() => Number<double>("a number");

    public decimal GetDecimal() => Number<decimal>("a number");

    /// <summary>Bytes: a number with an optional unit (b, kB = 1000, k, K, KiB = 1024, ...).</summary>
    public long? GetByteSize() => Content is null ? null
        : HoconUnits.TryParseBytes(Content as string, out var bytes) ? bytes : throw Wrong(HoconUnits.ByteForm);

    /// <summary>A number with an optional unit (ms without one), or <c>infinite</c> =
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) =>
        HoconUnits.TryParseDuration(Content as string, out var time) && (allowInfinite || time >= TimeSpan.Zero)
            ? time
            : throw Wrong(HoconUnits.DurationForm);

    public override string ToString() => HoconPrinter.Print(this);

    internal static HoconValue? Merge(HoconValue? over, HoconValue? under) => (over, under) switch
    {
        (null, _) => under,
        ({ Content: HoconObject o }, { Content: HoconObject u }) => new HoconValue(HoconObject.Merge(o, u)),
        _ => over,
    };

    private T Number<T>(string form)
        where T : System.Numerics.INumberBase<T> =>
        T.TryParse(Content as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(form);

    private ConfigurationException Wrong(string form) => new($"'{this}' is not {form}");
}
