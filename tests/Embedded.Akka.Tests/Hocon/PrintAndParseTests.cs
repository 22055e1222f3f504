using Akka.Configuration;
using Akka.Configuration.Hocon;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Tests.Hocon;

public sealed class PrintAndParseTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements(
            "null", "", " ", "on", "10s", "a.b", "${x}", "\"", "\\", "#", "//", "\n\t\r", "\u0001", "[", "ä€", "include"),
        Gen.Choose(1, 0x2FF).Select(c => ((char)c).ToString()).ArrayOf(6).Select(string.Concat));

    [Fact]
    public void AnyValue_PrintedAndParsed_IsTheSame()
    {
        var values = Objects(3).ToArbitrary();

        Prop.ForAll(values, value =>
        {
            var parsed = ConfigurationFactory.ParseString(value.ToString());

            return Same(new HoconValue(value), parsed.Root);
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void AnyText_Parsed_GivesConfigOrConfigurationException()
    {
        var pieces = Gen.OneOf(Text, Gen.Elements(
            "{", "}", "[", "]", "=", ":", "+=", ",", "a", ".", "\"\"\"", "${?a}", "include \"x\""));

        Prop.ForAll(pieces.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                ConfigurationFactory.ParseString(text, _ => null!);
            }
            catch (ConfigurationException)
            {
                // The one exception that a wrong text may lead to.
            }
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static Gen<HoconObject> Objects(int depth) =>
        Text.Zip(Values(depth)).ArrayOf().Select(entries => new HoconObject(
            entries.DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Item2)));

    private static Gen<HoconValue> Values(int depth)
    {
        var text = Text.Select(text => new HoconValue(text));
        return depth == 0 ? text : Gen.OneOf(
            text,
            Gen.Constant(new HoconValue(null)),
            Values(depth - 1).ArrayOf(3).Select(items => new HoconValue(items)),
            Objects(depth - 1).Select(o => new HoconValue(o)));
    }

    private static bool Same(HoconValue left, HoconValue right) => (left.Content, right.Content) switch
    {
        (HoconObject l, HoconObject r) => l.Items.Count == r.Items.Count &&
            l.Items.All(item => r.Items.TryGetValue(item.Key, out var other) && Same(item.Value, other)),
        (HoconValue[] l, HoconValue[] r) => l.Length == r.Length && l.Zip(r).All(pair => Same(pair.First, pair.Second)),
        var (l, r) => Equals(l, r),
    };
}
