namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>Runs scripts with boto3.</summary>
internal static class Boto3
{
    /// <summary>
    /// Sets the endpoint explicitly: botocore reads <c>AWS_ENDPOINT_URL_*</c> since 1.31, and Debian 12 has 1.29.
    /// </summary>
    private const string Prelude = """
        import os, re, urllib.request, botocore.session, botocore.exceptions

        class Session(botocore.session.Session):
            def create_client(self, service_name, *args, **kwargs):
                if not kwargs.get('endpoint_url'):
                    kwargs['endpoint_url'] = os.environ['AWS_ENDPOINT_URL_' + service_name.upper().replace('-', '_')]
                return super().create_client(service_name, *args, **kwargs)

        def who(profile):
            return Session(profile=profile).create_client('sts').get_caller_identity()['Arn']


        """;

    /// <summary>Runs a script with the sandbox's home as the user's home, and returns its output.</summary>
    public static async Task<string> RunAsync(
        LiveSandbox sandbox,
        string script,
        params IEnumerable<(string Name, string? Value)> environment
    )
    {
        var all = new Dictionary<string, string>(sandbox.Description.Environment)
        {
            ["HOME"] = sandbox.Description.Home,
            ["USERPROFILE"] = sandbox.Description.Home,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                all.Remove(name);
            }
            else
            {
                all[name] = value;
            }
        }

        return (await ClientProgram.Python.RunAsync(all, "-c", Prelude + script)).Succeeded().ReplaceLineEndings("\n");
    }
}
