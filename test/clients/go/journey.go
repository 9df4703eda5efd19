// An approval from its submission to its second round, by the client that was generated from the OpenAPI document.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"gongdan.example/journey/client"
)

const unknown = "00000000-0000-4000-8000-0000000000ff"

func caller(part string) *client.ClientWithResponses {
	token := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv(part))
		return nil
	}
	made, err := client.NewClientWithResponses(os.Getenv("GONGDAN_URL"), client.WithRequestEditorFn(token))
	must(err)
	return made
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func check(holds bool, body []byte) {
	if !holds {
		panic(string(body))
	}
}

func listOf(uuids ...string) []client.ListedTicket {
	list := make([]client.ListedTicket, len(uuids))
	for place, uuid := range uuids {
		must(list[place].FromListedTicket0(uuid))
	}
	return list
}

func main() {
	background := context.Background()
	applicant, first, second := caller("APPLICANT"), caller("FIRST"), caller("SECOND")
	pointer := func(text string) *string { return &text }

	var ticket client.TicketSubmission
	section := client.VipSection{VipCount: 2}
	must(ticket.FromVipSubmission(client.VipSubmission{
		Type:       "VIP",
		TicketName: pointer("虚拟IP"),
		Network:    client.VipGroup{Vip: section},
	}))
	submitted, err := applicant.SubmitTicketWithResponse(background, nil, ticket)
	must(err)
	check(submitted.JSON200 != nil, submitted.Body)
	uuid := submitted.JSON200.Data.TicketUuid

	scope := client.ListScopeTodo
	types := []client.TicketTypeCode{client.TicketTypeCodeVIP}
	todo, err := first.ListTicketsWithResponse(background, &client.ListTicketsParams{Scope: &scope, FilterType: &types})
	must(err)
	found := false
	for _, row := range todo.JSON200.Data.List {
		found = found || row.TicketUuid == uuid
	}
	check(found, todo.Body)

	passed, err := first.PassTicketsWithResponse(background, nil, client.PassBody{List: listOf(uuid, unknown), Reason: pointer("同意")})
	must(err)
	results := passed.JSON200.Data.Results
	check(passed.JSON200.Scode == 10 && results[0].Scode == 0 && results[1].Scode == 3001, passed.Body)

	shown, err := applicant.InspectTicketWithResponse(background, &client.InspectTicketParams{TicketUuid: uuid})
	must(err)
	data := shown.JSON200.Data
	check(*data.Network.Vip.VipCount == 2, shown.Body)
	check(len(data.History) == 2 && data.History[1].Type == "ticket.step-passed", shown.Body)

	overruled, err := second.OverruleTicketsWithResponse(background, nil, client.OverruleBody{List: listOf(uuid), Reason: "数量过多"})
	must(err)
	check(overruled.JSON200.Scode == 0, overruled.Body)
	again, err := applicant.SubmitOverruledTicketsWithResponse(background, nil, client.TicketListBody{List: listOf(uuid)})
	must(err)
	check(again.JSON200.Scode == 0, again.Body)

	refused, err := applicant.InspectTicketWithResponse(background, &client.InspectTicketParams{TicketUuid: unknown})
	must(err)
	check(refused.JSON4XX.Scode == 3001, refused.Body)
	fmt.Println("done")
}
