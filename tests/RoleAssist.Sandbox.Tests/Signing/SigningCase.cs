using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Signing;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Signing;

/// <summary>A test case (folder) of AWS' signing test suite.</summary>
internal sealed record SigningCase(string Folder)
{
    public string Name => Path.GetFileName(Folder);

    public static IReadOnlyList<SigningCase> All()
    {
        var suite = Path.Combine(Repository.Conformance!, "aws-c-auth", "aws-signing-test-suite-v4");
        return
        [
            .. Directory.GetDirectories(suite).Order(StringComparer.Ordinal).Select(folder => new SigningCase(folder)),
        ];
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");

    public JsonElement Context() => JsonDocument.Parse(Read("context.json")).RootElement;

    /// <summary>
    /// Reads the raw request: joins folded header lines, and reads as many bytes of the body as its header specifies.
    /// </summary>
    public SignableRequest Request(string file)
    {
        var parts = Read(file).Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var requestLine = lines[0][..lines[0].LastIndexOf(" HTTP/", StringComparison.Ordinal)].Split(' ', 2);
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            if (line[0] is ' ' or '\t')
            {
                headers[^1] = KeyValuePair.Create(headers[^1].Key, headers[^1].Value + "\n" + line);
            }
            else
            {
                var header = line.Split(':', 2);
                headers.Add(KeyValuePair.Create(header[0], header[1]));
            }
        }

        var length = headers
            .FirstOrDefault(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Value;
        var body = length is null
            ? []
            : Encoding.UTF8.GetBytes(parts[1])[..int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)];
        return SignableRequest.Create(requestLine[0], requestLine[1], headers, body);
    }
}
