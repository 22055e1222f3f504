namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values, in the order of first definition.</summary>
public class HoconObject
{
    internal HoconObject(Dictionary<string, HoconValue> items) => Items = items;

    public Dictionary<string, HoconValue> Items { get; }

    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    internal static HoconObject Merge(HoconObject over, HoconObject under)
    {
        var items = new Dictionary<string, HoconValue>(under.Items);
        foreach (var (key, value) in over.Items)
            items[key] = HoconValue.Merge(value, items.GetValueOrDefault(key))!;
        return new HoconObject(items);
    }

    public override string ToString() => HoconPrinter.Print(new HoconValue(this));
}
