using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SplitLearning.Data.Random;

/// <summary>A generator whose bits are the same on every machine: xoshiro256**, seeded by SHA-256.</summary>
/// <remarks>
/// Streams are addressed by a path such as <c>("conv1", "weight")</c>; streams of different paths are independent.
/// No function of libm is used, because its last bit differs between systems. Not safe for several threads.
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021.
/// </remarks>
public sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    private SeededRandom(ReadOnlySpan<byte> state)
    {
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(state);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(state[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(state[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(state[24..]);
    }

    /// <summary>Opens the stream of a seed and a path.</summary>
    /// <remarks>
    /// State = SHA-256 of the seed (8 bytes) and, for each part of the path, the length of its UTF-8 form (4 bytes)
    /// and that form; all numbers little-endian.
    /// </remarks>
    public static SeededRandom For(long seed, params ReadOnlySpan<string> path)
    {
        var length = sizeof(long);
        foreach (var part in path)
            length += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        Span<byte> message = length <= 256 ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteInt64LittleEndian(message, seed);
        var rest = message[sizeof(long)..];
        foreach (var part in path)
        {
            var bytes = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, bytes);
            rest = rest[(sizeof(int) + bytes)..];
        }

        Span<byte> state = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, state);
        return new SeededRandom(state);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Uniform in 0 to <paramref name="bound"/> - 1, every value exactly as likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        // Lemire's method: the high half of the product is the value; low halves below 2^64 mod range are the surplus.
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var surplus = (0 - range) % range;
            while (low < surplus)
                high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Close to normal, mean 0, variance 1, within +-6: the sum of twelve uniform 16-bit numbers.</summary>
    public double NextGaussian()
    {
        const double mean = 12 * 65535 / 2.0, deviation = 65536;
        return (SumOfLanes(NextUInt64()) + SumOfLanes(NextUInt64()) + SumOfLanes(NextUInt64()) - mean) / deviation;
    }

    /// <summary>Roughly normal, mean 0, variance 1, within +-3.5: four 16-bit numbers of one draw.</summary>
    public float NextNoise()
    {
        const float mean = 4 * 65535 / 2f, deviation = 37837.23f; // 65536 / sqrt(3)
        return (SumOfLanes(NextUInt64()) - mean) * (1 / deviation);
    }

    /// <summary>Brings the items into a random order, every order as likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = NextInt(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    private static int SumOfLanes(ulong bits)
    {
        var pairs = (bits & 0x0000FFFF0000FFFF) + ((bits >> 16) & 0x0000FFFF0000FFFF);
        return (int)((pairs & 0xFFFFFFFF) + (pairs >> 32));
    }
}
