using System.Globalization;
using System.Numerics;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// The IDs of numbered accounts. Multiplication modulo a prime number is a one-to-one map, so that IDs look as random
/// as AWS' (one in ten starts with 0), are the same in every sandbox, and need no table.
/// </summary>
internal static class AccountIds
{
    private const int Digits = 12;

    /// <summary>The largest prime number with twelve digits.</summary>
    private static readonly BigInteger Prime = 999_999_999_989;
    private static readonly BigInteger Factor = 618_033_988_749;
    private static readonly BigInteger Inverse = BigInteger.ModPow(Factor, Prime - 2, Prime);

    public static string Of(int number) =>
        (number * Factor % Prime).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');

    /// <summary>Gets the number of an account; null for text that is no ID of a numbered account.</summary>
    public static int? NumberOf(string id) =>
        id.Length == Digits
        && id.All(char.IsAsciiDigit)
        && BigInteger.Parse(id, CultureInfo.InvariantCulture) * Inverse % Prime is var number
        && number <= int.MaxValue
        && Of((int)number) == id
            ? (int)number
            : null;
}
