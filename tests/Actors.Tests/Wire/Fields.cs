using System.Globalization;
using Akka.Actor;
using SplitLearning.Data;

namespace SplitLearning.Actors.Tests.Wire;

/// <summary>Shows a message field by field, tensors and bytes included, which records compare by reference.</summary>
internal static class Fields
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        IActorRef actor => actor.Path.ToSerializationFormat(),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        TensorData tensor => $"{tensor.Dtype}[{string.Join(',', tensor.Shape)}]{Of(tensor.Bytes)}",
        string text => $"'{text}'",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Record(value),
    };

    private static string Record(object record)
    {
        var fields = record.GetType().GetProperties()
            .Where(property => property.CanWrite) // what is computed from the others has no setter
            .Select(property => $"{property.Name}={Of(property.GetValue(record))}");
        return $"{record.GetType().Name}({string.Join(", ", fields)})";
    }
}
