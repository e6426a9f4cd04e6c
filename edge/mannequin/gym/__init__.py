"""Several people in one room: who trains, who helps, who walks by, whose mirror image is seen."""
