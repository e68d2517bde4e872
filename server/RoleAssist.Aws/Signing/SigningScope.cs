using System.Globalization;

namespace RoleAssist.Aws.Signing;

/// <summary>What a signature is good for: one day, one region, one service.</summary>
/// <param name="Time">The time of the signature.</param>
/// <param name="Region">The region to sign for.</param>
/// <param name="Service">The service's name in signatures.</param>
internal sealed record SigningScope(DateTimeOffset Time, string Region, string Service)
{
    public const string Terminator = "aws4_request";

    public string Timestamp => Format("yyyyMMdd'T'HHmmss'Z'");

    public string Date => Format("yyyyMMdd");

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";

    private string Format(string format) => Time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
