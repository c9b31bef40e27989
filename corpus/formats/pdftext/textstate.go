package pdftext

// textOperator executes an operator that sets the text state, moves or shows text.
func (in *interpreter) textOperator(operator string, operands []token, r *resources) {
	if in.setting(operator, operands, r) || in.moving(operator, operands) {
		return
	}
	switch n := len(operands); operator {
	case "Tj":
		in.show(last(operands))
	case "TJ":
		in.show(operands)
	case "'":
		in.nextLine(0, -in.state.leading)
		in.show(last(operands))
	case `"`:
		if n >= 3 {
			in.state.wordSpace, in.state.charSpace = operands[n-3].number, operands[n-2].number
		}
		in.nextLine(0, -in.state.leading)
		in.show(last(operands))
	}
}

func (in *interpreter) setting(operator string, operands []token, r *resources) bool {
	x := lastNumber(operands)
	switch operator {
	case "Tf":
		if n := len(operands); n >= 2 {
			in.state.font, in.state.size = r.font(operands[n-2].text), x
		}
	case "Tc":
		in.state.charSpace = x
	case "Tw":
		in.state.wordSpace = x
	case "Tz":
		in.state.scale = x / 100
	case "TL":
		in.state.leading = x
	case "Ts":
		in.state.rise = x
	default:
		return false
	}
	return true
}

func (in *interpreter) moving(operator string, operands []token) bool {
	switch n := len(operands); operator {
	case "BT":
		in.text, in.line = identity, identity
	case "Tm":
		in.line = matrixOf(operands)
		in.text = in.line
	case "Td", "TD":
		if n < 2 {
			return true
		}
		x, y := operands[n-2].number, operands[n-1].number
		if operator == "TD" {
			in.state.leading = -y
		}
		in.nextLine(x, y)
	case "T*":
		in.nextLine(0, -in.state.leading)
	default:
		return false
	}
	return true
}

func (in *interpreter) nextLine(x, y float64) {
	in.line = in.line.moved(x, y)
	in.text = in.line
}

func last(operands []token) []token {
	return operands[max(len(operands)-1, 0):]
}

func lastNumber(operands []token) float64 {
	if len(operands) == 0 {
		return 0
	}
	return operands[len(operands)-1].number
}
