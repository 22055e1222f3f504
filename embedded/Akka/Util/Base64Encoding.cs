using System.Text;

namespace Akka.Util;

/// <summary>The names that the engine gives: $a, $b, ... $~, $ab, ...</summary>
public static class Base64Encoding
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string Base64Encode(this long value, string prefix = "$")
    {
        var text = new StringBuilder(prefix);
        var rest = (ulong)value;
        do
        {
            text.Append(Digits[(int)(rest & 63)]);
            rest >>= 6;
        }
        while (rest != 0);
        return text.ToString();
    }
}
