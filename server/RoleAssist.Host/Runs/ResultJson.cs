using System.Text;
using System.Text.Json;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>Writes results as JSON, piece by piece, so that a large output is never in memory as a whole.</summary>
internal static class ResultJson
{
    /// <summary>Writes the fields that identify an item.</summary>
    public static void WriteItem(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("account", result.AccountId);
        json.WriteString("name", result.Item.Account.Name);
        json.WriteString("region", result.Region);
    }

    /// <summary>Writes the fields of a result after those of its item.</summary>
    public static void WriteResult(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("state", ResultText.NameOf(result.State));
        WriteNumber(json, "exitCode", result.ExitCode);
        json.WriteNumber("seconds", Math.Round(result.Duration.TotalSeconds, 3));
    }

    /// <summary>Writes why a command has no result, and when it started.</summary>
    public static void WriteDetails(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("profile", result.Item.Account.Target.Profile);
        json.WriteString("started", IsoTime.Format(result.Started));
        json.WriteString("code", result.TimedOut ? "TimedOut" : result.Fault?.Code.ToString());
        json.WriteString("message", result.Fault?.Message);
    }

    /// <summary>Writes one of the streams of a command as a string.</summary>
    public static void WriteStream(Utf8JsonWriter json, string name, SpooledItem? output, bool isError)
    {
        json.WritePropertyName(name);
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[Encoding.UTF8.GetMaxCharCount(64 * 1024)];
        output?.Read(
            isError,
            bytes =>
            {
                for (; bytes.Length > 0; json.Flush())
                {
                    var piece = bytes[..Math.Min(bytes.Length, 64 * 1024)];
                    var length = decoder.GetChars(piece, text, flush: false);
                    json.WriteStringValueSegment(text.AsSpan(0, length), isFinalSegment: false);
                    bytes = bytes[piece.Length..];
                }
            }
        );
        json.WriteStringValueSegment(text.AsSpan(0, decoder.GetChars([], text, flush: true)), isFinalSegment: true);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
