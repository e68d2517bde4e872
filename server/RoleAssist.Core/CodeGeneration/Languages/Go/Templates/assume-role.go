«if roleArn»
// Assumes the role of profile «comment profile».
«else»
// Uses profile «comment profile».
«end»
package main

import (
	"context"
	"fmt"
	"os"
«if roleArn»
	"time"
«end»

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
«if roleArn»
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
«end»
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithRegion(«region»), // also selects the STS endpoint
«if sourceProfile»
		config.WithSharedConfigProfile(«sourceProfile»),
«end»
	)
	if err != nil {
		return fmt.Errorf("could not get the source credentials: %w", err)
	}
«each role»
«if first»

	// Assumed on first use and again when the session expires.
«else»

	// Use the role above to assume the next one. AWS limits chained role sessions to one hour.
«end»
	cfg.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(
		sts.NewFromConfig(cfg),
		«roleArn»,
		func(options *stscreds.AssumeRoleOptions) {
			options.RoleSessionName = «sessionName» // recorded by CloudTrail
			options.Duration = «duration» * time.Second
«if externalId»
			options.ExternalID = aws.String(«externalId»)
«end»
«if mfaSerial»
			options.SerialNumber = aws.String(«mfaSerial»)
			options.TokenProvider = readMFACode // asks for a new code on each renewal
«end»
		},
	))
«end»

	identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
«if roleArn»
		return fmt.Errorf("the role was not assumed: %w", err)
«else»
		return fmt.Errorf("AWS rejected the credentials: %w", err)
«end»
	}
	fmt.Printf("Working as %s\n", aws.ToString(identity.Arn))
	«cursor»
	return nil
}
«if mfaSerial»

// The code is visible while typing; hide it with golang.org/x/term. AWS accepts each code once.
func readMFACode() (string, error) {
	fmt.Fprintf(os.Stderr, "MFA code of %s: ", «mfaSerial»)
	var code string
	_, err := fmt.Scanln(&code)
	return code, err
}
«end»
