using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The programs that wait for a person.</summary>
internal sealed class DeviceAuthorizations
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int Most = 1000;

    /// <summary>Letters that form no words and do not look like digits (RFC 8628 section 6.1).</summary>
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    private readonly Lock _changing = new();
    private readonly List<DeviceAuthorization> _waiting = [];

    public DeviceAuthorization Begin(ClientRegistration client, DateTimeOffset now)
    {
        lock (_changing)
        {
            _waiting.RemoveAll(old => old.Expiration + Lifetime < now);
            if (_waiting.Count >= Most)
            {
                throw SsoErrors.SlowDown();
            }

            var begun = new DeviceAuthorization(
                Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
                $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}",
                client,
                now + Lifetime
            );
            _waiting.Add(begun);
            return begun;
        }
    }

    public DeviceAuthorization? ByDeviceCode(string code) => Find(one => one.DeviceCode == code);

    /// <summary>Finds by the code that a person types: case and hyphen do not matter.</summary>
    public DeviceAuthorization? ByUserCode(string code)
    {
        var plain = Plain(code);
        return Find(one => Plain(one.UserCode) == plain);
    }

    private static string Plain(string code) =>
        string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpper(CultureInfo.InvariantCulture);

    private DeviceAuthorization? Find(Predicate<DeviceAuthorization> isIt)
    {
        lock (_changing)
        {
            return _waiting.Find(isIt);
        }
    }
}
