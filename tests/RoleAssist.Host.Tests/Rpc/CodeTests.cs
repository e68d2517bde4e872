using RoleAssist.Contracts;
using RoleAssist.Host.Tests.Support;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

[Collection(nameof(SharedSandbox))]
public class CodeTests(HostSandbox sandbox)
{
    [Fact]
    public async Task Generates_code_for_the_editors_language_as_a_file_or_a_snippet()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var file = await host.Server.GenerateCodeAsync(
            new GenerateCodeParams("csharp", ["vendor"], "top-level", ["file-based"]),
            CancellationToken.None
        );
        var snippet = await host.Server.GenerateCodeAsync(
            new GenerateCodeParams("powershell", ["vendor"], AsSnippet: true),
            CancellationToken.None
        );

        Assert.Equal(("csharp", "top-level", "top-level.cs"), (file.Language, file.Template, file.FileName));
        Assert.StartsWith("#:package", file.Code, StringComparison.Ordinal);
        Assert.Contains("'${3:arn:aws:iam::777788889999:role/vendor-access}'", snippet.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_templates_with_their_options()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var list = await host.Server.ListCodeTemplatesAsync(new ListCodeTemplatesParams(), CancellationToken.None);

        var csharp = list.Languages.Single(language => language.Id == "csharp");
        Assert.Equal("file-based", Assert.Single(csharp.Options).Name);
        Assert.Equal(
            ["multi-account"],
            csharp.Templates.Where(template => template.TakesProfiles).Select(template => template.Name)
        );
    }

    [Fact]
    public async Task Finds_keys_in_any_language_and_offers_replacements_in_known_ones()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        const string Text = "x\nkey = 'AKIA2E0A8F3B244C9986'";

        var known = await host.Server.FindHardCodedKeysAsync(
            new FindHardCodedKeysParams(Text, "powershell"),
            CancellationToken.None
        );
        var unknown = await host.Server.FindHardCodedKeysAsync(
            new FindHardCodedKeysParams(Text, "cobol"),
            CancellationToken.None
        );

        Assert.Equal([new HardCodedKeyInfo(1, 6, 28, "AWS_ACCESS_KEY_ID", "$Env:AWS_ACCESS_KEY_ID")], known.Keys);
        Assert.Equal([new HardCodedKeyInfo(1, 6, 28, "AWS_ACCESS_KEY_ID")], unknown.Keys);
    }

    [Fact]
    public async Task An_unknown_language_is_an_invalid_argument()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var fault = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.GenerateCodeAsync(new GenerateCodeParams("fortran"), CancellationToken.None)
        );

        Assert.Equal((int)ErrorCode.InvalidArgument, fault.ErrorCode);
    }
}
