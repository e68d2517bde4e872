using System.Xml;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Accounts;

/// <summary>
/// Asks EC2 for the regions of an account
/// (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html). More roles may call it than
/// <c>account:ListRegions</c>.
/// </summary>
public sealed class Ec2Regions(AwsHttpClients http, RetryPolicy retries, SkewCorrectedTime time) : IAccountRegions
{
    private static readonly byte[] Query = "Action=DescribeRegions&Version=2016-11-15"u8.ToArray();

    public async Task<IReadOnlyList<string>> ListEnabledAsync(
        Session session,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        var call = new ServiceCall(session.Profile, $"EC2 at {endpoint}");
        var client = await http.ForAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return await call.RunAsync(
                retries,
                RetryBudget.OfAws,
                async stop =>
                {
                    using var request = SignedRequest.Create(
                        "ec2",
                        endpoint,
                        "application/x-www-form-urlencoded; charset=utf-8",
                        Query,
                        session.Credentials,
                        time.GetUtcNow()
                    );
                    return Read(
                        await HttpAnswer.OfAsync(client, request, stop).ConfigureAwait(false),
                        session.Profile,
                        endpoint
                    );
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static List<string> Read(HttpAnswer answer, string profile, ServiceEndpoint endpoint)
    {
        var texts = TextsOf(answer.Body);
        var regions = texts.FindAll(one => one.Name == "regionName").ConvertAll(one => one.Text);
        return answer.IsOk && regions.Count > 0 && regions.TrueForAll(RegionName.IsValid)
            ? regions
            : throw Refused(answer, texts.Find(one => one.Name == "Code").Text, profile, endpoint);
    }

    private static RoleAssistException Refused(
        HttpAnswer answer,
        string? code,
        string profile,
        ServiceEndpoint endpoint
    ) =>
        new(
            RefusalCodes.Meaning(code) switch
            {
                // EC2 throttles with 503.
                ErrorCode.RequestRejected when code is null || answer.IsServerFault => ErrorCode.ServiceUnavailable,
                var meaning => meaning,
            },
            $"Could not list the regions of '{profile}': "
                + (
                    code is null
                        ? $"{endpoint} did not send a valid answer."
                        : $"AWS refused ec2:DescribeRegions ({Core.Security.DisplayText.FromServer(code)})."
                ),
            "Allow ec2:DescribeRegions for the role, or name the regions: --regions eu-central-1,eu-west-1"
        )
        {
            Profile = profile,
        };

    /// <summary>Returns the texts of all elements; none if the answer is no XML.</summary>
    private static List<(string Name, string Text)> TextsOf(string xml)
    {
        var found = new List<(string, string)>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), settings);
            var name = "";
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    name = reader.LocalName;
                }
                else if (reader.NodeType == XmlNodeType.Text)
                {
                    found.Add((name, reader.Value));
                }
            }

            return found;
        }
        catch (XmlException)
        {
            return [];
        }
    }
}
